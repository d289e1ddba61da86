// What becomes what, for each fixture of each tool: the expected plan lies beside the fixture, to be read and judged.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openConfigStore } from '../../../src/adapters/config-store.ts';
import { foldersOf } from '../../../src/adapters/folders.ts';
import { openImportFiles } from '../../../src/adapters/import-files.ts';
import { originText } from '../../../src/domain/import/found.ts';
import { planAwsConfig } from '../../../src/domain/import/plan-aws-config.ts';
import { planImport } from '../../../src/domain/import/plan-import.ts';
import { readTool } from '../../../src/domain/import/read-tool.ts';
import { type Fixture, fixtures, sourcesOf } from '../../support/import-fixtures.ts';

const user = 'arn:aws:iam::111111111111:user/jo';

const newStore = () => {
  const home = mkdtempSync(join(tmpdir(), 'rolecall-import-'));
  onTestFinished(() => rmSync(home, { recursive: true }));
  return {
    home,
    store: openConfigStore(foldersOf({ env: { ROLECALL_HOME: home }, platform: 'linux', home })),
  };
};

/** Plans the import and writes config.yaml; the AWS config is only planned. */
const importFixture = async (
  { tool, home }: Fixture,
  { store, home: own }: ReturnType<typeof newStore>,
  replaces: boolean,
) => {
  const sources = await sourcesOf(home);
  const found = readTool(tool, sources);
  const tree = await openImportFiles({ env: {}, home: own, state: own }).tree((await store.readText()) ?? '');
  const plan = planImport({
    found,
    config: await store.load(),
    tree,
    accounts: new Map(),
    taken: new Map(),
    users: new Map(found.keys.map(({ key }) => [key, user])),
  });
  const aws = planAwsConfig({
    file: sources.awsConfig,
    roles: plan.roles,
    tree: plan.tree,
    config: plan.config,
    replaces,
    commandFor: ({ instance, accountId, roleName }) =>
      `/bin/rolecall process --instance ${instance} --arn ${accountId}:${roleName}`,
  });
  const edit = await store.plan(plan.changes);
  if (plan.changes.length > 0) await store.write(edit);
  return { plan, aws, edit };
};

const report = ({ plan, aws, edit }: Awaited<ReturnType<typeof importFixture>>): string =>
  [
    ...plan.items.map(
      ({ state, what, name, from, becomes }) => `${state} ${what} ${name} (${originText(from)}): ${becomes}`,
    ),
    '',
    ...[...plan.notes, ...aws.notes].map(
      ({ origin, text }) => `note ${origin === undefined ? '' : `${originText(origin)}: `}${text}`,
    ),
    '',
    '=== config.yaml',
    edit.after,
    '=== ~/.aws/config with --replace-profiles',
    aws.after === aws.before ? '(unchanged)' : (aws.after ?? ''),
  ].join('\n');

describe('an import', () => {
  it.each(fixtures)('of $tool $shape is as expected', async (fixture) => {
    const text = report(await importFixture(fixture, newStore(), true));
    expect(text).not.toMatch(/FakeSecret|FakeSessionToken/);
    await expect(text).toMatchFileSnapshot(join(fixture.home, 'expected.txt'));
  });

  it.each(fixtures)('of $tool $shape has nothing to do the second time', async (fixture) => {
    const own = newStore();
    await importFixture(fixture, own, false);
    const { plan } = await importFixture(fixture, own, false);
    expect(plan.changes).toEqual([]);
    // The history is no part of config.yaml: plan-uses.test.ts.
    expect(plan.items.filter(({ state, what }) => state === 'new' && what !== 'history')).toEqual([]);
  });

  it.each(fixtures)('of $tool $shape leaves hand-written profiles alone unless told', async (fixture) => {
    const { aws } = await importFixture(fixture, newStore(), false);
    const isBlock = aws.before?.includes('# BEGIN_AWS_SSO_CLI') === true;
    expect(aws.after === aws.before).toBe(!isBlock);
  });
});
