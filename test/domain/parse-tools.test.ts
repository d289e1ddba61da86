import { expect, it } from 'vitest';
import { parseConfig } from '../../src/domain/parse-config.ts';

const toolsIn = (tools: Record<string, string>) =>
  parseConfig(new Map([['tools', new Map(Object.entries(tools))]]));

it('reads the profile of each tool, in the file’s order', () => {
  const { config, problems } = toolsIn({ 'cloud-tool': 'acme-dev', 'a.b_c': 'prod' });
  expect(problems).toEqual([]);
  expect(config.tools).toEqual([
    { name: 'cloud-tool', profile: 'acme-dev' },
    { name: 'a.b_c', profile: 'prod' },
  ]);
  expect(parseConfig(new Map()).config.tools).toEqual([]);
});

it('refuses what no tool can be called', () => {
  const { problems } = toolsIn({ 'my tool': 'acme-dev' });
  expect(problems).toMatchObject([{ path: ['tools', 'my tool'] }]);
});
