import type { Handler } from '../http/handler.ts';
import { html, page } from '../http/html.ts';
import { person } from '../world.ts';

/** GET /start: what stands where a company's access portal would. */
export const startPage: Handler = (world) =>
  page({
    title: 'AWS access portal',
    content: html`<p>Tools sign in here. A person confirms a code on the
<a href="/device">device page</a>.</p>
<dl><dt>You are</dt><dd>${person.name} (${person.email})</dd>
<dt>Accounts</dt><dd>${world.accounts.size}</dd>
<dt>Start URL</dt><dd>${world.url}/start</dd>
<dt>Region</dt><dd>${world.settings.region}</dd></dl>`,
  });
