import { expect, it } from 'vitest';
import { type PluginFacts, pluginFindings } from '../../../src/actions/doctor/plugins.ts';

const facts = (over: Partial<PluginFacts> = {}): PluginFacts => ({
  name: 'vault',
  path: '/opt/vault',
  file: { kind: 'good', path: '/opt/vault' },
  isUsed: true,
  ...over,
});

const bad = { kind: 'bad', why: 'it is not there' } as const;

it.each<[string, readonly PluginFacts[], readonly string[]]>([
  ['none', [], []],
  ['one that may be run', [facts()], ['ok Plugins are there, and yours alone: vault.']],
  [
    'one that may not',
    [facts({ file: bad })],
    ['error The plugin vault (/opt/vault) is not run: it is not there.'],
  ],
  [
    'one that nobody uses',
    [facts(), facts({ name: 'tool', file: bad, isUsed: false })],
    ['note The plugin tool (/opt/vault) is not run: it is not there.'],
  ],
])('%s', (_name, given, expected) => {
  expect(pluginFindings(given).map(({ level, what }) => `${level} ${what}`)).toEqual(expected);
});
