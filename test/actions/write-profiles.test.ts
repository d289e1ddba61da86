import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadSharedConfigFiles } from '@smithy/shared-ini-file-loader';
import { describe, expect, it } from 'vitest';
import { type ProfilesPlan, planProfiles } from '../../src/actions/write-profiles.ts';
import { UsageError } from '../../src/domain/errors.ts';
import type { Role } from '../../src/domain/role.ts';
import { sized } from '../soak/size.ts';
import { hostileFile } from '../support/hostile-aws-config.ts';
import fc from '../support/properties.ts';
import { someRole } from '../support/some-roles.ts';

const commandFor = (role: Role): string => `"/opt/my tools/rolecall" process --profile ${role.profile}`;

type Given = {
  readonly roles: readonly Role[];
  readonly current?: string;
  readonly credentialsSections?: readonly string[];
  readonly keepsOthers?: boolean;
};

const plan = ({ roles, current, credentialsSections = [], keepsOthers = false }: Given): ProfilesPlan =>
  planProfiles({ roles, commandFor, current, file: '~/.aws/config', credentialsSections, keepsOthers });

const roles = [
  someRole({ profile: 'prod:b', region: undefined }),
  someRole({ profile: 'prod-a', accountId: '111111111111' }),
];

describe('planProfiles', () => {
  it('makes one profile a role, sorted', () => {
    const made = plan({ roles, current: '[default]\nregion = x\n' });
    expect(made.text).toBe(made.after.slice('[default]\nregion = x\n\n'.length));
    expect(made.text.split('\n').slice(1, -2)).toEqual([
      '[profile prod-a]',
      'credential_process = "/opt/my tools/rolecall" process --profile prod-a',
      'region = eu-west-1',
      '',
      '[profile prod:b]',
      'credential_process = "/opt/my tools/rolecall" process --profile prod:b',
    ]);
    expect(made).toMatchObject({ count: 2, warnings: [] });
    expect(made.changes).toEqual({ added: ['prod-a', 'prod:b'], changed: [], removed: [] });
  });

  it('does not depend on the order of the roles', () => {
    expect(plan({ roles: [...roles].reverse() })).toEqual(plan({ roles }));
  });

  it('tells what changes, and nothing the second time', () => {
    const current = plan({ roles: [...roles, someRole({ profile: 'gone' })] }).after;
    const next = [someRole({ profile: 'new' }), someRole({ profile: 'prod-a', region: 'us-east-1' })];
    const made = plan({ roles: next, current });
    expect(made.changes).toEqual({ added: ['new'], changed: ['prod-a'], removed: ['gone', 'prod:b'] });
    expect(plan({ roles: next, current: made.after })).toMatchObject({
      after: made.after,
      changes: { added: [], changed: [], removed: [] },
    });
  });

  it('can keep the other profiles of the block', () => {
    const current = plan({ roles }).after;
    const made = plan({
      roles: [someRole({ profile: 'prod-a', region: 'us-east-1' })],
      current,
      keepsOthers: true,
    });
    expect(made.changes).toEqual({ added: [], changed: ['prod-a'], removed: [] });
    expect(made.after).toBe(current.replace('region = eu-west-1', 'region = us-east-1'));
    const damaged = current.replace('[profile prod:b]', 'junk');
    expect(() => plan({ roles: [someRole()], current: damaged, keepsOthers: true })).toThrow(
      /junk|without =/,
    );
    expect(plan({ roles, current: damaged }).after).toBe(current);
  });

  it('warns of names in the credentials file and of [DEFAULT], and goes on', () => {
    const made = plan({
      roles,
      current: '[DEFAULT]\nregion = x\n',
      credentialsSections: ['prod-a', 'other'],
    });
    expect(made.warnings).toEqual([
      expect.stringMatching(/^Profile prod-a is in the credentials file too/),
      expect.stringMatching(/^The section \[DEFAULT\] leaks/),
    ]);
  });

  it('refuses names that roles share, naming both', () => {
    const same = [someRole(), someRole({ accountId: '111111111111' })];
    expect(() => plan({ roles: same })).toThrow(/012345678901:role.*111111111111:role/s);
  });

  it('refuses a name of the config that is not portable, and says one that is', () => {
    try {
      plan({ roles: [someRole({ profile: 'my prod' })] });
      expect.unreachable();
    } catch (error) {
      expect((error as UsageError).message).toContain('"my prod" of arn:aws:iam::012345678901:role/ReadOnly');
      expect((error as UsageError).hint).toContain('profile: my-prod');
    }
  });

  it('refuses a profile that is there by hand', () => {
    expect(() => plan({ roles, current: '[profile prod-a]\nregion = x\n' })).toThrow(UsageError);
  });
});

describe('what the JavaScript SDK reads of a written file', () => {
  it(
    'is each profile, and what it read before',
    async () => {
      const folder = mkdtempSync(join(tmpdir(), 'rolecall-plan-'));
      const configFilepath = join(folder, 'config');
      const read = async (text: string): Promise<Readonly<Record<string, unknown>>> => {
        writeFileSync(configFilepath, text);
        const filepath = join(folder, 'credentials');
        return (await loadSharedConfigFiles({ configFilepath, filepath, ignoreCache: true })).configFile;
      };
      try {
        // A lone CR ends a line for botocore and not for this SDK, so what it reads of the last such line may grow.
        const texts = fc.sample(
          hostileFile.filter((text) => !/\r(?!\n)/.test(text)),
          sized(150, 10_000),
        );
        for (const current of texts) {
          const before = await read(current);
          expect(await read(plan({ roles, current }).after)).toEqual({
            ...before,
            'prod-a': {
              credential_process: commandFor(someRole({ profile: 'prod-a' })),
              region: 'eu-west-1',
            },
            'prod:b': { credential_process: commandFor(someRole({ profile: 'prod:b' })) },
          });
        }
      } finally {
        rmSync(folder, { recursive: true });
      }
    },
    sized(20_000, 900_000),
  );
});
