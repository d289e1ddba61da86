// A whole `refresh` of a large company, against an Identity Center that answers 429 to what is more than AWS allows; and two
// of a small one at once, of which the one that reads is killed half-way.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { prepareOwnHome } from './homes.mjs';

/** Requests a second that AWS takes for an instance, all operations together. */
const allowed = 20;
/** AWS gives a hundred accounts in a page, and the roles of an account in one. */
const accountsAPage = 100;
const mostRoles = 5;

const prepareCompany = async ({ cli, folder, floorEnv, accounts, name }) => {
  const size = ['--accounts', String(accounts), '--roles', String(mostRoles)];
  const emulatorArgs = [...size, '--throttle', String(allowed)];
  const own = await prepareOwnHome({ cli, folder, floorEnv, name, emulatorArgs });
  own.rolecall('login', '--flow', 'device', '--no-browser', '--no-refresh');
  const calls = async () =>
    (await own.emulator.operations()).filter(
      (asked) => asked === 'ListAccounts' || asked === 'ListAccountRoles',
    );
  return { ...own, calls, needed: Math.ceil(accounts / accountsAPage) + accounts };
};

const refuseIncomplete = (told, accounts) => {
  const [found] = JSON.parse(told).instances;
  if (found.accounts !== accounts) throw new Error(`refresh found ${found.accounts} of ${accounts} accounts`);
  return found;
};

/** Answers seconds: how long it took, and how long as many calls take at 20 a second; and how many calls it made. */
export const measureDiscovery = async ({ cli, folder, floorEnv, accounts }) => {
  const own = await prepareCompany({ cli, folder, floorEnv, accounts, name: 'home-discovery' });
  try {
    const startedAt = performance.now();
    const told = own.rolecall('refresh', '--json');
    const took = (performance.now() - startedAt) / 1000;
    const { roles } = refuseIncomplete(told, accounts);
    const calls = (await own.calls()).length;
    return { took, limit: own.needed / allowed, needed: own.needed, calls, roles };
  } finally {
    await own.emulator.close();
  }
};

const startRefresh = ({ cli, env }) => {
  const child = spawn(process.execPath, [cli, 'refresh', '--json'], {
    env,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  let told = '';
  child.stdout.on('data', (data) => {
    told += data;
  });
  return { child, told: once(child, 'close').then(() => told) };
};

/**
 * Two at once; the one that reads is killed (SIGKILL) when half is read. Answers seconds, as `measureDiscovery`, until the
 * other has all, and how many accounts were asked twice.
 */
export const measureKilledDiscovery = async ({ cli, folder, floorEnv, accounts }) => {
  const own = await prepareCompany({ cli, folder, floorEnv, accounts, name: 'home-discovery-killed' });
  const untilAsked = async (count) => {
    while ((await own.calls()).length < count) await wait(50);
  };
  const startedAt = performance.now();
  const first = startRefresh({ cli, env: own.env });
  try {
    await untilAsked(1);
    const second = startRefresh({ cli, env: own.env });
    await untilAsked(own.needed / 2);
    first.child.kill('SIGKILL');
    refuseIncomplete(await second.told, accounts);
    const took = (performance.now() - startedAt) / 1000;
    const asked = (await own.calls()).filter((name) => name === 'ListAccountRoles').length;
    return { took, limit: own.needed / allowed, twice: asked - accounts };
  } finally {
    first.child.kill('SIGKILL');
    await own.emulator.close();
  }
};
