// A home for the runs that the code cache is made of: 180 roles of an instance, and keys of one of them.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const startUrl = 'https://example.awsapps.com/start';

const accountsOf = (now) =>
  Array.from({ length: 60 }, (_, at) => ({
    id: String(100_000_000_000 + at),
    name: `Example ${at} Production`,
    email: `aws+${at}@example.com`,
    roles: ['AdministratorAccess', 'BillingReadOnly', 'PowerUserAccess'],
    rolesFetchedAt: now,
  }));

/** The role whose keys are kept. */
export const sample = {
  instance: 'example',
  accountId: '100000000000',
  roleName: 'AdministratorAccess',
  profile: 'example-0-production-AdministratorAccess',
};

const keeperOf = async (folder) => {
  const outfile = join(folder, 'keep-keys.mjs');
  await build({
    entryPoints: ['build/keep-keys.ts'],
    outfile,
    bundle: true,
    format: 'esm',
    platform: 'node',
    external: ['@napi-rs/keyring'],
    logLevel: 'warning',
  });
  return (await import(pathToFileURL(outfile).href)).keepKeys;
};

/** `keepKeys` needs the config as it is kept: a command has run before. */
export const sampleHome = async () => {
  const folder = mkdtempSync(join(tmpdir(), 'rolecall-code-'));
  const now = Date.now();
  const instance = {
    ...{ instance: 'example', startUrl, fetchedAt: now },
    accounts: accountsOf(now),
    changes: { added: [], removed: [] },
  };
  mkdirSync(join(folder, 'cache'));
  writeFileSync(join(folder, 'cache', 'catalog.json'), JSON.stringify({ version: 1, instances: [instance] }));
  writeFileSync(
    join(folder, 'config.yaml'),
    `instances:\n  example: {start_url: ${startUrl}, region: us-east-1, default_region: eu-west-1}\n`,
  );
  const env = {
    ROLECALL_HOME: folder,
    HOME: folder,
    TERM: 'xterm-256color',
    COLORTERM: 'truecolor',
    ROLECALL_MASTER_KEY: Buffer.alloc(32, 1).toString('base64'),
  };
  const keepKeys = async () => {
    const { config } = JSON.parse(readFileSync(join(folder, 'cache', 'config.json'), 'utf8'));
    await (await keeperOf(folder))({ directory: join(folder, 'state', 'secrets'), config, env }, sample);
  };
  return { folder, env, keepKeys, removeHome: () => rmSync(folder, { recursive: true, force: true }) };
};
