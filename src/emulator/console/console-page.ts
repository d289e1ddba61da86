// What stands where the AWS console would: it says who is signed in, and to what. `login` shows it at once instead of
// redirecting, so that a destination on a real console is never opened with a fake sign-in.
import { randomBytes } from 'node:crypto';
import type { Handler, Reply } from '../http/handler.ts';
import { html, messagePage, page } from '../http/html.ts';
import { empty } from '../http/reply.ts';
import { type RoleKeys, remember, type World } from '../world.ts';
import { federationParameters } from './get-signin-token.ts';

const cookieName = 'emulator-console';

const regionIn = (destination: URL): string | undefined =>
  destination.searchParams.get('region') ??
  /^([a-z]{2,5}(?:-[a-z]+)+-\d)\.console\./.exec(destination.hostname)?.[1];

const serviceIn = (destination: URL): string => {
  const [first = ''] = destination.pathname.split('/').filter((segment) => segment !== '');
  return first === '' || first === 'console' ? 'Console home' : first;
};

type Visit = {
  readonly keys: RoleKeys;
  readonly destination: URL;
  readonly headers?: Readonly<Record<string, string>>;
};

const consolePage = (world: World, { keys, destination, headers }: Visit): Reply => {
  const name = world.accounts.get(keys.accountId)?.name ?? 'unknown';
  return page({
    title: 'AWS console',
    ...(headers === undefined ? {} : { headers }),
    content: html`<p>Signed in through console federation.</p>
<dl><dt>Signed in as</dt><dd>${keys.sessionName}</dd>
<dt>Account</dt><dd>${name} (${keys.accountId})</dd>
<dt>Role</dt><dd>${keys.roleName}</dd>
<dt>Identity</dt><dd>${keys.arn}</dd>
<dt>Region</dt><dd>${regionIn(destination) ?? world.settings.region}</dd>
<dt>Service</dt><dd>${serviceIn(destination)}</dd>
<dt>Destination</dt><dd>${destination.href}</dd></dl>`,
  });
};

/** `Action=login`: a browser becomes the role, by the sign-in token. */
export const consoleLogin: Handler = (world, request) => {
  const parameters = federationParameters(request);
  const known = world.signinTokens.get(parameters.get('SigninToken') ?? '');
  const destination = parameters.get('Destination') ?? '';
  if (known === undefined || !URL.canParse(destination)) return empty(400);
  if (known.expiresAt <= world.now()) {
    return messagePage('The sign-in token has expired', 'It is good for 15 minutes. Ask for a new one.', 400);
  }
  const cookie = randomBytes(24).toString('base64url');
  remember(world.consoleSessions, cookie, known.keys);
  return consolePage(world, {
    keys: known.keys,
    destination: new URL(destination),
    headers: { 'set-cookie': `${cookieName}=${cookie}; Path=/; HttpOnly; SameSite=Lax` },
  });
};

const cookieIn = (header: string | undefined): string =>
  (header ?? '')
    .split(';')
    .map((part) => part.trim().split('='))
    .find(([name]) => name === cookieName)?.[1] ?? '';

/** A console page by its own address, for a browser that signed in before. */
export const consoleHome: Handler = (world, request) => {
  const keys = world.consoleSessions.get(cookieIn(request.headers.cookie));
  if (keys === undefined) {
    return messagePage('You are not signed in', 'Open the console through your role picker.', 401);
  }
  return consolePage(world, {
    keys,
    destination: new URL(`${world.url}${request.path}?${request.query.toString()}`),
  });
};
