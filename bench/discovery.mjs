// A whole `refresh` of a large company, against an Identity Center that answers 429 to what is more than AWS allows.
import { prepareOwnHome } from './homes.mjs';

/** Requests a second that AWS takes for an instance, all operations together. */
const allowed = 20;
/** AWS gives a hundred accounts in a page, and the roles of an account in one. */
const accountsAPage = 100;
const mostRoles = 5;

/** Answers seconds: how long it took, and how long as many calls take at 20 a second; and how many calls it made. */
export const measureDiscovery = async ({ cli, folder, floorEnv, accounts }) => {
  const size = ['--accounts', String(accounts), '--roles', String(mostRoles)];
  const emulatorArgs = [...size, '--throttle', String(allowed)];
  const own = await prepareOwnHome({ cli, folder, floorEnv, name: 'home-discovery', emulatorArgs });
  try {
    own.rolecall('login', '--flow', 'device', '--no-browser', '--no-refresh');
    const startedAt = performance.now();
    const told = own.rolecall('refresh', '--json');
    const took = (performance.now() - startedAt) / 1000;
    const [found] = JSON.parse(told).instances;
    if (found.accounts !== accounts)
      throw new Error(`refresh found ${found.accounts} of ${accounts} accounts`);
    const operations = await own.emulator.operations();
    const needed = Math.ceil(accounts / accountsAPage) + accounts;
    const calls = operations.filter((name) => name === 'ListAccounts' || name === 'ListAccountRoles').length;
    return { took, limit: needed / allowed, needed, calls, roles: found.roles };
  } finally {
    await own.emulator.close();
  }
};
