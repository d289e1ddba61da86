import { describe, expect, test } from 'vitest';
import { emptyShell, exportVariables } from '../../src/domain/export-variables.ts';
import { usualExports } from '../../src/domain/exports-config.ts';
import { chainOf } from '../../src/picker/detail/chain.ts';
import { detailPanelLines } from '../../src/picker/detail/detail-panel.ts';
import { exportLines } from '../../src/picker/detail/will-do.ts';
import type { Line } from '../../src/picker/line.ts';
import { screenOf } from '../../src/picker/screen-kind.ts';
import type { PickerState } from '../../src/picker/state.ts';
import { guardRules } from '../components/screens/list-screens.ts';
import { knownSources } from '../support/known-fixture.ts';
import { role, rolesOf } from '../support/picker-fixture.ts';
import { listed, run } from '../support/picker-state.ts';
import { someCredentials } from '../support/some-credentials.ts';

const text = (lines: readonly Line[]): string =>
  lines.map((line) => line.map((segment) => segment.text).join('')).join('\n');

const panelOf = (state: PickerState): string => text(detailPanelLines(state, 500));

const toggle = { kind: 'panel-toggled', panel: 'detail' } as const;

describe('the detail of a role', () => {
  test('names every variable that an export sets and unsets, in its order, and no secret', () => {
    const request = { role: role(), credentials: someCredentials(), region: undefined, currentEnv: {} };
    const { set, unset } = exportVariables(request);
    const lines = exportLines(role(), emptyShell);
    expect(lines.map((line) => line.replace(/^export (\w+)=.*$/, '$1'))).toEqual([
      ...set.map(([name]) => name),
      `unset ${unset.join(' ')}`,
    ]);
    for (const name of ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_SESSION_TOKEN', 'ROLECALL_KEY_ID'])
      expect(lines).toContain(`export ${name}=…`);
  });

  test('promises what the configuration and the shell’s own region make of it', () => {
    const shell = {
      exports: { ...usualExports, mode: 'profile' as const },
      currentEnv: { AWS_REGION: 'us-east-2' },
    };
    const lines = exportLines(role(), shell);
    expect(lines).toContain(`export AWS_PROFILE=${role().profile}`);
    expect(lines.filter((line) => /^export AWS_(ACCESS|REGION|DEFAULT)/.test(line))).toEqual([]);
  });

  test('quotes what a shell would read otherwise', () => {
    const lines = exportLines(role({ accountName: "O'Brien $(touch PWNED)" }), emptyShell);
    expect(lines).toContain("export ROLECALL_ACCOUNT_NAME='O'\\''Brien $(touch PWNED)'");
  });

  test('names what a guard asks for in what does the same from a script', () => {
    const panel = panelOf(run(listed({ guardRules }, rolesOf(8)), toggle).state);
    expect(panel.replaceAll(/\s+/g, ' ')).toContain("AdministratorAccess --confirm 'Northwind Production'");
    const free = panelOf(run(listed({}, rolesOf(8)), toggle).state);
    expect(free).not.toContain('--confirm');
  });

  test('follows a chain to the role that is granted, and ends in a loop too', () => {
    const at = (roleName: string, via?: string) => role({ roleName, via, profile: roleName });
    const roles = [
      at('Base'),
      at('Middle', '111111111111/Base'),
      at('Deploy', '111111111111/Middle'),
      at('Round', '111111111111/Trip'),
      at('Trip', '111111111111/Round'),
      at('Keys', 'keys ci'),
    ];
    const chain = (index: number) => chainOf(roles, roles[index] ?? role());
    expect(chain(0)).toEqual([]);
    expect(chain(2)).toEqual(['111111111111/Middle', '111111111111/Base']);
    expect(chain(3)).toEqual(['111111111111/Trip', '111111111111/Round']);
    expect(chain(5)).toEqual(['keys ci']);
  });

  test('says where each thing comes from, and nothing of that before the config was read', () => {
    const roles = rolesOf(8);
    const plain = run(listed({}, roles), toggle).state;
    expect(panelOf(plain)).not.toContain('config.yaml calls it');
    const { state } = run(plain, knownSources(roles[0] ?? role()));
    expect(panelOf(state)).toContain('as config.yaml calls it; at AWS nw-core Production');
    expect(panelOf(state)).toContain('team: core  this account, in config.yaml');
  });

  test('opens by its key, scrolls no further than its end, and closes by the key, Enter or Esc', () => {
    const size = { columns: 80, rows: 20 };
    const open = run(listed({ size }), toggle).state;
    expect(screenOf(open)).toBe('detail');
    const { state } = run(
      open,
      { kind: 'moved', by: 1, unit: 'all' },
      { kind: 'moved', by: 1, unit: 'page' },
    );
    expect(text(detailPanelLines(state, 14)).split('\n')).toHaveLength(14);
    for (const event of [toggle, { kind: 'accepted' }, { kind: 'backed-out' }] as const)
      expect(screenOf(run(state, event).state)).toBe('list');
  });
});
