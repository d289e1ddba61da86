// The picker with a made-up world, to look at: bundle it and run it in a terminal.
//   node test/support/build-playground.mjs /tmp/playground.mjs && node /tmp/playground.mjs [scene] [theme] [roles]
import { noHistory } from '../../src/domain/history.ts';
import { roleKey } from '../../src/domain/role.ts';
import type { EffectPorts } from '../../src/terminal/effect-ports.ts';
import { openPicker, openTerminal } from '../../src/terminal/open-picker.ts';
import { failureOf, livesOf, loaded, now, rolesOf, signedIn } from './picker-fixture.ts';

const [scene = 'list', theme = 'terminal', count = '164'] = process.argv.slice(2);
const startedAt = Date.now();
const roles = rolesOf(Number(count));
const clock = (): number => now + Date.now() - startedAt;
const never = <T,>(signal: AbortSignal): Promise<T> =>
  new Promise((_, reject) => signal.addEventListener('abort', () => reject(new Error('aborted'))));

const changes = { added: roles.slice(0, 3), removed: roles.slice(4, 5) };
const isEmpty = ['signed-out', 'discovering', 'no-roles', 'pkce', 'device', 'failed'].includes(scene);
const ports: EffectPorts = {
  now: clock,
  loadThemes: async () => [],
  saveTheme: async (theme) => `The theme is ${theme}.`,
  loadRoles: async () =>
    isEmpty
      ? loaded([], { fetchedAt: undefined })
      : loaded(roles, { changes, isStale: scene === 'stale', fetchedAt: now - 3 * 86_400_000 }),
  findOtherTools: async () => [],
  loadLives: async () => livesOf(roles),
  loadLastFailure: async () => (scene === 'last-failure' ? failureOf(roles[0]) : undefined),
  loadSession: async () =>
    ['signed-out', 'pkce', 'device', 'failed', 'expired'].includes(scene)
      ? { kind: 'signed-out' }
      : signedIn(),
  refreshCatalog: async ({ signal, onProgress }) => {
    onProgress({ instance: 'acme', accountsDone: 12, accountsTotal: 42, rate: 18, secondsLeft: 8 });
    return scene === 'no-roles' ? loaded([], {}) : never(signal);
  },
  signIn: async ({ signal, onProgress }) => {
    if (scene === 'failed') throw new Error('The browser window was closed.');
    const url = 'https://device.sso.us-east-1.amazonaws.com/?user_code=WDJB-KQRT';
    if (scene === 'device') {
      onProgress({
        kind: 'device-code',
        userCode: 'WDJB-KQRT',
        url,
        expiresAt: clock() + 600_000,
        isOpened: false,
      });
    } else {
      onProgress({ kind: 'opening-browser', url: `${url}&state=abcdef`, isOpened: true });
    }
    return never(signal);
  },
  loadAwsProfiles: async () =>
    new Map(roles.slice(0, 1).map((role) => [roleKey(role), [{ name: 'northwind-admin', isOurs: true }]])),
  runTask: async ({ signal, onProgress, roles: some }) => {
    onProgress(Math.floor(some.length / 2));
    return never(signal);
  },
  planProfiles: async () => ({
    file: '/home/jo/.aws/config',
    warnings: [],
    diff: [
      '--- /home/jo/.aws/config',
      '+++ /home/jo/.aws/config (new)',
      '@@ -1,1 +1,2 @@',
      ' [x]',
      '+[profile y]',
    ],
  }),
  saveProfiles: async () => 'Wrote profile y.',
  loadRoleSources: async () => ({ rules: [], instances: new Map() }),
  saveFilter: async () => ({ filters: [], text: 'Saved.' }),
  seeNews: async () => undefined,
  changePin: async () => noHistory,
  copy: async () => {},
};

const terminal = openTerminal(process, process.platform);
if (terminal === undefined) throw new Error('needs a terminal');
const result = await openPicker({
  instances: scene === 'first-run' ? [] : ['acme'],
  defaultInstance: 'acme',
  enterAction: 'export',
  initialQuery: '',
  theme,
  input: terminal.input,
  output: terminal.output,
  env: process.env,
  ports,
});
terminal.close();
process.stdout.write(`${JSON.stringify(result)}\n`);
process.exit(0);
