// `exec --expect-account`, `--expect-region`, `--min-life`, `--keep-fresh`: nothing runs in the wrong place.
import { describe, expect, it } from 'vitest';
import { shareSignedIn } from '../support/journey.ts';
import { runInside } from '../support/prepare.ts';

const admin = 'acme-production-AdministratorAccess';
const production = '111111111111';
const print = ['--', process.execPath, '-p', '"ran in " + process.env.AWS_REGION'];

describe('exec with guard rails', () => {
  const journey = shareSignedIn();

  it('runs what stands on the right keys, in the right region, for long enough', async () => {
    const rails = ['--expect-account', production, '--expect-region', 'eu-west-1', '--min-life', '20m'];
    const { status, stdout } = await journey().program.run(['exec', ...rails, admin, ...print]);
    expect({ status, stdout }).toEqual({ status: 0, stdout: 'ran in eu-west-1\n' });
  });

  it.each([
    [['--expect-account', '012345678901'], `${admin} is of 111111111111. Nothing was run.`],
    [['--expect-account', '0123-4567-8901'], 'Expected account 012345678901'],
    [
      ['--expect-region', 'us-east-1'],
      'Expected region us-east-1, but AWS_REGION of the command would be eu-west-1. Nothing was run.',
    ],
    [['--expect-region', 'us-east-1', '--no-region'], 'but the command would get none. Nothing was run.'],
    [['--min-life', '30d'], 'before the 720h 0m that --min-life asks for. Nothing was run.'],
  ])('runs nothing with %s', async (rails, message) => {
    const { status, stdout, stderr } = await runInside(journey().program, [
      'exec',
      ...rails,
      admin,
      ...print,
    ]);
    expect({ status, stdout }).toEqual({ status: 8, stdout: '' });
    expect(stderr).toContain(message);
  });

  it.each([
    ['--expect-account', 'prod'],
    ['--expect-region', 'mars'],
    ['--min-life', 'soon'],
  ])('refuses %s %s', async (flag, value) => {
    const { status } = await runInside(journey().program, ['exec', flag, value, admin, ...print]);
    expect(status).toBe(2);
  });

  it('asks AWS, not only itself, whose keys these are', async () => {
    const { program, emulator } = journey();
    emulator.fault({ operation: 'GetCallerIdentity', status: 403, error: 'InvalidClientTokenId' });
    const { status, stdout, stderr } = await runInside(program, [
      'exec',
      ...['--expect-account', production, admin, ...print],
    ]);
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toContain(`AWS does not know these keys (of ${admin})`);
  });

  it('keeps the keys of a long-running command fresh, however long it asks for', async () => {
    const script = 'process.env.AWS_CONTAINER_CREDENTIALS_FULL_URI && !process.env.AWS_ACCESS_KEY_ID';
    const { status, stdout } = await journey().program.run([
      'exec',
      ...['--keep-fresh', '--min-life', '30d', '--expect-account', production, admin],
      ...['--', process.execPath, '-p', script],
    ]);
    expect({ status, stdout }).toEqual({ status: 0, stdout: 'true\n' });
  });

  it('says why a command may have failed: the keys are no longer taken', async () => {
    const { program, emulator } = journey();
    const failing = ['--', process.execPath, '-e', 'process.exit(3)'];
    const rails = ['--expect-region', 'eu-west-1'];
    const plain = await program.run(['exec', ...rails, admin, ...failing]);
    expect(plain).toMatchObject({ status: 3, stderr: '' });
    emulator.fault({ operation: 'GetCallerIdentity', status: 403, error: 'InvalidClientTokenId' });
    const refused = await program.run(['exec', ...rails, admin, ...failing]);
    expect(refused.status).toBe(3);
    expect(refused.stderr).toContain(`rolecall: AWS does not know these keys (of ${admin})`);
    emulator.fault({ operation: 'GetCallerIdentity', status: 400, error: 'ExpiredToken' });
    const ended = await program.run(['exec', ...rails, admin, ...failing]);
    expect(ended.stderr).toContain('have ended.');
  });
});
