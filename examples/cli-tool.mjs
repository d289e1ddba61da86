// A tool for the command line: node cli-tool.mjs [whoami|check|profiles|setup] [--profile NAME] [--region REGION]
import { parseArgs } from 'node:util';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { createAwsAuth, forCli, isRolecallError } from 'rolecall';

const { values, positionals } = parseArgs({
  options: { profile: { type: 'string' }, region: { type: 'string', default: 'eu-west-1' } },
  allowPositionals: true,
});

const auth = createAwsAuth(
  forCli({
    toolName: 'cloud-tool',
    toolVersion: '1.0.0',
    defaultRegion: values.region,
    ...(values.profile === undefined ? {} : { profileName: values.profile }),
    requiredActions: [
      { action: 's3:ListAllMyBuckets', why: 'to show your buckets' },
      { action: 'ec2:StopInstances', why: 'to stop what you name' },
    ],
  }),
);
auth.on('passed-over', ({ method, reason }) => console.error(`${method}: ${reason}`));
auth.on('warning', ({ text }) => console.error(text));

const commands = {
  whoami: async () => {
    const sts = new STSClient({ region: values.region, credentials: auth.getCredentials });
    const { Arn } = await sts.send(new GetCallerIdentityCommand({}));
    console.log(Arn);
  },
  check: async () => {
    const { ok, identity, permissions, expiry, problems } = await auth.check();
    // Keys of a user never end.
    const life = expiry?.left === undefined ? 'for good' : `${expiry.left} left`;
    if (identity !== undefined) console.log(`${identity.name} in ${identity.accountId}, ${life}`);
    for (const { action, decision } of permissions) console.log(`${action}: ${decision}`);
    for (const { message, hint } of problems) console.error(`${message}\n${hint}`);
    if (!ok) process.exitCode = 1;
  },
  profiles: async () => {
    for (const { name, isOfTool } of await auth.profiles()) console.log(isOfTool ? `${name} *` : name);
  },
  setup: async () => {
    const { profile } = await auth.runSetup();
    console.log(`cloud-tool uses ${profile}.`);
  },
};

const [command = 'whoami'] = positionals;
try {
  if (!Object.hasOwn(commands, command)) throw new Error(`There is no ${command}.`);
  await commands[command]();
} catch (error) {
  console.error(isRolecallError(error) ? `${error.message}\n${error.hint}` : error.message);
  process.exitCode = 1;
}
