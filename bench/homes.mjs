// Private homes for the program: one a catalog size, all signed in to one emulator, with the credentials of one role
// cached. Nothing of the user's is read: the variables are listed here, not inherited.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundleProgram } from './bundle.mjs';
import { startEmulator } from './emulator.mjs';

const config = ({ startUrl, region }) => `default_instance: acme
profile_template: "{{ account_name | slug }}-{{ role_name }}"
instances:
  acme:
    start_url: ${startUrl}
    region: ${region}
    default_region: eu-west-1
tag_rules:
  - match: {account_name: "*Production*"}
    tags: {env: prod}
  - match: {account_name: "*Staging*"}
    tags: {env: stage}
  - match: {account_name: "*Payments*"}
    tags: {team: pay}
  - match: {role_name: "*Admin*"}
    tags: {risk: high}
`;

// NODE_EXTRA_CA_CERTS and NODE_OPTIONS stay outside on purpose: either costs every process, the floor too.
const baseEnv = (folder) => ({
  PATH: process.env.PATH ?? '',
  HOME: folder,
  LANG: 'C.UTF-8',
  TERM: 'xterm-256color',
  COLORTERM: 'truecolor',
  ROLECALL_MASTER_KEY: Buffer.alloc(32, 7).toString('base64'),
  AWS_CONFIG_FILE: join(folder, 'aws-config'),
  AWS_SHARED_CREDENTIALS_FILE: join(folder, 'aws-credentials'),
  AWS_EC2_METADATA_DISABLED: 'true',
});

/** Answers what it printed; throws when it does not end with 0. */
export const runToEnd = (argv, env) => {
  const [program, ...args] = argv;
  const { status, stdout, stderr } = spawnSync(program, args, { env, encoding: 'utf8', maxBuffer: 1e9 });
  if (status !== 0) throw new Error(`${args.slice(1).join(' ')} ended with ${status}:\n${stderr}`);
  return stdout;
};

const newHome = ({ emulator, folder, env, name }) => {
  const home = join(folder, name);
  mkdirSync(home, { recursive: true });
  writeFileSync(join(home, 'config.yaml'), config(emulator));
  return { home, homeEnv: { ...env, ...emulator.env, ROLECALL_HOME: home } };
};

/**
 * A home beside the others, with an emulator of its own that is started with these arguments. Answers
 * `{ home, env, emulator, rolecall }`; `rolecall` runs the program there. Close the emulator.
 */
export const prepareOwnHome = async ({ cli, folder, floorEnv, name, emulatorArgs }) => {
  const emulator = await startEmulator({ cli, args: emulatorArgs, env: floorEnv });
  const { home, homeEnv } = newHome({ emulator, folder, env: floorEnv, name });
  const rolecall = (...args) => runToEnd([process.execPath, cli, ...args], homeEnv);
  return { home, env: homeEnv, emulator, rolecall };
};

const makeHome = ({ cli, seed, emulator, folder, env, count }) => {
  const { home, homeEnv } = newHome({ emulator, folder, env, name: `home-${count}` });
  const [account] = JSON.parse(
    runToEnd([process.execPath, seed, String(count), emulator.startUrl, join(home, 'cache')], env),
  );
  const rolecall = (...args) => runToEnd([process.execPath, cli, ...args], homeEnv);
  rolecall('login', '--flow', 'device', '--no-browser');
  // `login` discovers what the emulator has; the seeded catalog is put back over it.
  runToEnd([process.execPath, seed, String(count), emulator.startUrl, join(home, 'cache')], env);
  const lines = rolecall('list');
  const listed = lines.split('\n').length - 1;
  if (listed !== count) throw new Error(`the home of ${count} roles lists ${listed}`);
  const role = JSON.parse(rolecall('list', '--json', account.id)).find(
    ({ account_id: id, role_name: name }) => id === account.id && name === account.roles[0],
  );
  const variables = JSON.parse(rolecall('env', '--profile', role.profile, '--format', 'json'));
  return {
    count,
    env: homeEnv,
    lines,
    profile: role.profile,
    selector: ['--instance', role.instance, '--arn', `${role.account_id}:${role.role_name}`],
    shellEnv: { ...homeEnv, ...variables },
  };
};

/**
 * Answers `{ floorEnv, homes: Map of size -> { env, lines, profile, selector, shellEnv }, close }`: `lines` is what `list` prints,
 * `profile` names the role whose credentials are cached, `selector` is how written profiles name it, `shellEnv` is a shell that holds it.
 */
export const prepareHomes = async (cli, sizes) => {
  const folder = mkdtempSync(join(tmpdir(), 'rolecall-bench-'));
  const env = baseEnv(folder);
  const seed = await bundleProgram('seed-catalog.mjs');
  const accounts = JSON.parse(runToEnd([process.execPath, seed, String(sizes[0])], env));
  const organisation = join(folder, 'organisation.yaml');
  writeFileSync(organisation, JSON.stringify({ accounts }));
  const emulator = await startEmulator({ cli, args: ['--org', organisation, '--role-ttl', '43200'], env });
  const close = async () => {
    await emulator.close();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const homes = new Map(
      sizes.map((count) => [count, makeHome({ cli, seed, emulator, folder, env, count })]),
    );
    return { floorEnv: env, homes, folder, close };
  } catch (error) {
    await close();
    throw error;
  }
};
