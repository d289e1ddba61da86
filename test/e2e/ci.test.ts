import { expect, it, onTestFinished } from 'vitest';
import { parse } from 'yaml';
import { runInside } from '../support/prepare.ts';
import { newProgram } from '../support/program.ts';

const arn = 'arn:aws:iam::111111111111:role/deploy';
const given = ['--role-arn', arn, '--region', 'eu-west-1', '--repo', 'acme/shop'];

it('prints what a pipeline needs, in whole or in part, and takes nothing that would break out of it', async () => {
  const program = newProgram({});
  onTestFinished(program.remove);
  const run = (...args: readonly string[]) => runInside(program, ['ci', ...args]);
  const all = await run('github', ...given);
  expect(all.status).toBe(0);
  expect(all.stdout).toMatch(
    /# 1\. [\s\S]*create-open-id-connect-provider[\s\S]*# 2\. [\s\S]*# 3\. \.github/,
  );
  expect(parse((await run('gitlab', ...given, '--part', 'pipeline')).stdout)).toHaveProperty('deploy');
  const json = JSON.parse((await run('jenkins', ...given, '--json')).stdout);
  expect(json).toMatchObject({ system: 'jenkins', file: 'Jenkinsfile', audience: 'sts.amazonaws.com' });
  for (const wrong of [
    ['circle', ...given],
    ['github', '--role-arn', arn, '--region', 'eu-west-1'],
    ['github', ...given, '--branch', "x'] #"],
    ['github', ...given, '--repo', 'acme/shop\nevil: 1'],
    ['github', ...given, '--issuer', 'http://ci.example'],
    ['github', ...given, '--part', 'half'],
    ['github', ...given, '--role-arn', arn.replace('arn:aws:', 'arn:aws-cn:')],
    [
      'github',
      ...given,
      '--role-arn',
      arn.replace('role/', 'role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_'),
    ],
  ]) {
    expect({ wrong, ...(await run(...wrong)) }).toMatchObject({ status: 2, stdout: '' });
  }
});
