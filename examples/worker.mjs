// A job of days: node worker.mjs ACCOUNT:ROLE. One client, made once; its keys are renewed ahead of their end.
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { fromRolecall } from 'rolecall';

const [role] = process.argv.slice(2);
const pause = Number(process.env.PAUSE_MS ?? 60_000);

const credentials = fromRolecall({
  role,
  toolName: 'worker',
  // AWS cannot be reached, say. The job goes on with the keys that it has while they live.
  onWarning: (text) => console.error(text),
});
const sts = new STSClient({ region: 'eu-west-1', credentials });

let going = true;
process.once('SIGTERM', () => {
  going = false;
});

while (going) {
  const { Arn } = await sts.send(new GetCallerIdentityCommand({}));
  const { accessKeyId, expiration } = await sts.config.credentials();
  const minutes = Math.round((expiration.getTime() - Date.now()) / 60_000);
  console.log(JSON.stringify({ arn: Arn, key: accessKeyId.slice(-4), minutes }));
  await new Promise((resume) => setTimeout(resume, pause));
}
