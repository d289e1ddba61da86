// From the template to keys in the secret store.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { startJourney } from '../support/journey.ts';
import { runInside } from '../support/prepare.ts';
import { keys } from '../support/terminal.ts';
import { addUser } from '../support/users.ts';

it('prints a template, and refuses what is none', async () => {
  const { program } = await startJourney();
  const run = (...args: readonly string[]) => runInside(program, ['iam-template', ...args]);
  const printed = await run('--actions', 's3:GetObject,ec2:DescribeInstances', '--tool', 'shop-cli');
  expect(printed.status).toBe(0);
  expect(Object.keys(parse(printed.stdout).Resources)).toEqual(['User', 'ShopCliPolicy', 'AccessKey']);
  expect(printed.stderr).toContain('--resource ARN narrows them');
  const policy = join(program.home, 'policy.yaml');
  writeFileSync(
    policy,
    'sid: Read\neffect: Allow\nactions: [s3:GetObject]\nresources: ["arn:aws:s3:::shop/*"]\n',
  );
  const own = JSON.parse((await run('--statements', policy, '--json')).stdout);
  expect(own.Resources.RolecallPolicy.Properties.PolicyDocument.Statement).toHaveLength(1);
  expect(await run('--actions', 'everything')).toMatchObject({ status: 2, stdout: '' });
  expect(await run()).toMatchObject({ status: 2, stdout: '' });
  writeFileSync(policy, ': [');
  expect(await run('--statements', policy)).toMatchObject({ status: 2, stdout: '' });
  writeFileSync(policy, 'actions: [s3:GetObject]\nresources: [!Sub "arn:aws:s3:::shop/*"]\n');
  expect(await run('--statements', policy)).toMatchObject({
    ...{ status: 2, stdout: '', stderr: expect.stringMatching(/^rolecall: .* has a tag of YAML/) },
  });
});

it('leads to the console’s page, and takes the keys without showing them', async () => {
  const { program, emulator } = await startJourney();
  const user = addUser(emulator);
  const output = join(program.home, 'user.yaml');
  const args = [
    'iam-template',
    '--actions',
    's3:GetObject',
    '--tool',
    'shop',
    '--output',
    output,
    '--no-browser',
  ];
  const terminal = program.open(args);
  await terminal.waitFor('Access key id:');
  expect(terminal.screen().replaceAll(/\s/g, '')).toContain(
    'https://console.aws.amazon.com/cloudformation/home?region=us-east-1#/stacks/create/template',
  );
  terminal.press(user.accessKeyId, keys.enter);
  await terminal.waitFor('not shown');
  terminal.press(user.secretAccessKey, keys.enter);
  expect(await terminal.exited()).toBe(0);
  expect(terminal.raw()).not.toContain(user.secretAccessKey);
  expect(parse(readFileSync(output, 'utf8')).Resources.AccessKey.Type).toBe('AWS::IAM::AccessKey');
  expect(JSON.parse((await runInside(program, ['keys', 'list', '--json'])).stdout)).toMatchObject([
    { name: 'shop', user: user.arn },
  ]);
});
