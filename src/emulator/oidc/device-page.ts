import type { Handler, Reply } from '../http/handler.ts';
import { html, messagePage, page } from '../http/html.ts';
import { type DeviceGrant, person, type World } from '../world.ts';

const bare = (code: string): string => code.toUpperCase().replaceAll(/[^A-Z]/g, '');

/** A sign-in by its user code, in any case, with or without the dash. */
export const grantByUserCode = (world: World, userCode: string): DeviceGrant | undefined =>
  [...world.deviceGrants.values()].find(
    (grant) => grant.expiresAt > world.now() && bare(grant.userCode) === bare(userCode),
  );

const codeForm = (note: string, status: number): Reply =>
  page({
    title: 'Enter your code',
    status,
    content: html`<p>${note}</p>
<form method="get" action="/device"><label for="code">Code</label>
<input id="code" name="user_code" autocomplete="off" autocapitalize="characters" spellcheck="false" required>
<div class="choices"><button class="main">Continue</button></div></form>`,
  });

const question = (grant: DeviceGrant): Reply =>
  page({
    title: 'Authorization requested',
    content: html`<p>Allow only if this is the code that your terminal shows.</p>
<p class="code">${grant.userCode}</p>
<dl><dt>Application</dt><dd>${grant.client.name}</dd>
<dt>You are</dt><dd>${person.name} (${person.email})</dd></dl>
<form method="post" action="/device"><input type="hidden" name="user_code" value="${grant.userCode}">
<div class="choices"><button class="main" name="decision" value="allow">Allow</button>
<button name="decision" value="deny">Deny</button></div></form>`,
  });

const result = ({ decision }: DeviceGrant): Reply =>
  decision === 'allowed'
    ? messagePage('Request approved', 'You can close this window and go back to your terminal.')
    : messagePage('Request denied', 'You can close this window. Nothing was signed in.');

/** GET /device: asks for the code, or for the answer to the one given. */
export const devicePage: Handler = (world, request) => {
  const userCode = request.query.get('user_code');
  if (userCode === null) return codeForm('Your terminal shows it.', 200);
  const grant = grantByUserCode(world, userCode);
  if (grant === undefined) return codeForm('This code is not known, or it has expired. Look again.', 404);
  return grant.decision === 'pending' ? question(grant) : result(grant);
};

/** POST /device: the form of the page. */
export const decideDevice: Handler = (world, request) => {
  const form = new URLSearchParams(request.body);
  const grant = grantByUserCode(world, form.get('user_code') ?? '');
  const decision = form.get('decision');
  if (grant === undefined || (decision !== 'allow' && decision !== 'deny')) {
    return codeForm('This code is not known, or it has expired. Look again.', 404);
  }
  if (grant.decision === 'pending') grant.decision = decision === 'allow' ? 'allowed' : 'denied';
  return result(grant);
};
