// What a shell holds in each way that a role can be held, by the function of `init` in one real bash, which also renews.
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { startSignedIn } from '../support/journey.ts';
import { ownLine, runToEnd } from '../support/program.ts';
import { terminalEnv } from '../support/terminal.ts';

const show = String.raw`show() {
  echo "= $1"
  env | grep -E '^(AWS_(PROFILE|ACCESS|REGION|DEFAULT|CONTAINER|SSO)|ROLECALL_(AWS|SERVER|REGION|ROLE_R|OWN|TAG|ROLE_N))' |
    sed -E 's/=(ASIA|http:).*/=\1/; s/=.*token$/=token/' | sort
}`;

const script = `set -e
${show}
eval "$(rolecall init bash --no-completion)"
pick='--account 111111111111 --role BillingAdmin'
export AWS_REGION=us-east-2
role --export-mode profile $pick 2>&1 | head -1
role --export-mode server $pick 2>&1 | head -1
rolecall profiles write --yes 2>/dev/null
rolecall serve > "$HOME/serving" & server=$!
role --export-mode profile $pick
show profile
rolecall status | tail -2
until [ -s "$HOME/serving" ]; do sleep 0.05; done
role --export-mode server $pick
show server
rolecall whoami | head -1
role --region eu-central-1 $pick
show keys
export ROLECALL_EXPIRES_AT=1700000000
_rolecall_take
[ "$ROLECALL_EXPIRES_AT" -gt 1700000000 ] && echo "renewed in $AWS_REGION"
role --clear
show nothing
kill $server
`;

it('holds a role by a profile, by a server or by keys, one at a time, and gives back what was the person’s own', async () => {
  const { program } = await startSignedIn();
  for (const [key, value] of [
    ['on_expiry', 'renew'],
    ['compat', 'aws-sso-cli'],
    ['tag_variables', '[cost-center]'],
    ['instances.acme.accounts."111111111111".tags', '{cost-center: "$(touch PWNED) R&D"}'],
  ] as const)
    expect(await program.run(['config', 'set', key, value])).toMatchObject({ status: 0 });
  mkdirSync(join(program.home, 'bin'));
  writeFileSync(join(program.home, 'bin/rolecall'), `#!/bin/sh\nexec ${ownLine} "$@"\n`);
  chmodSync(join(program.home, 'bin/rolecall'), 0o755);
  const env = terminalEnv({ ...program.env, PATH: `${program.home}/bin:${process.env['PATH']}` });
  const { stdout, stderr } = await runToEnd(['bash', '--norc', '-c', script], env);
  const extras = [
    'AWS_SSO=acme',
    'AWS_SSO_ACCOUNT_ID=111111111111',
    'AWS_SSO_PROFILE=acme-production-BillingAdmin',
    'AWS_SSO_ROLE_ARN=arn:aws:iam::111111111111:role/BillingAdmin',
    'AWS_SSO_ROLE_NAME=BillingAdmin',
    'AWS_SSO_TAG_COST_CENTER=$(touch PWNED) R&D',
  ];
  const tag = 'ROLECALL_TAG_COST_CENTER=$(touch PWNED) R&D';
  expect(stderr).toBe('');
  expect(stdout.replace(/^AWS_SSO_SESSION_EXPIRATION=.*\n/m, '').split('\n')).toEqual([
    `rolecall: ${program.home}/.aws/config has no profile of rolecall for acme-production-BillingAdmin.`,
    'rolecall: No credential server runs.',
    '= profile',
    'AWS_PROFILE=acme-production-BillingAdmin',
    'AWS_REGION=us-east-2',
    ...extras,
    'ROLECALL_AWS_PROFILE=acme-production-BillingAdmin',
    'ROLECALL_ROLE_NAME=BillingAdmin',
    'ROLECALL_ROLE_REGION=eu-west-1',
    tag,
    "Region   us-east-2 (the role's is eu-west-1)",
    'Expires  each program gets new keys by AWS_PROFILE',
    '= server',
    'AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE=token',
    'AWS_CONTAINER_CREDENTIALS_FULL_URI=http:',
    'AWS_REGION=us-east-2',
    ...extras,
    'ROLECALL_ROLE_NAME=BillingAdmin',
    'ROLECALL_ROLE_REGION=eu-west-1',
    'ROLECALL_SERVER=http:',
    tag,
    expect.stringMatching(/^ARN .*BillingAdmin/),
    '= keys',
    'AWS_ACCESS_KEY_ID=ASIA',
    'AWS_DEFAULT_REGION=eu-central-1',
    'AWS_REGION=eu-central-1',
    extras[0],
    extras[1],
    'AWS_SSO_DEFAULT_REGION=eu-central-1',
    ...extras.slice(2),
    'ROLECALL_OWN_REGION=us-east-2',
    'ROLECALL_REGION=eu-central-1',
    'ROLECALL_ROLE_NAME=BillingAdmin',
    'ROLECALL_ROLE_REGION=eu-west-1',
    tag,
    'renewed in eu-central-1',
    '= nothing',
    'AWS_REGION=us-east-2',
    '',
  ]);
});
