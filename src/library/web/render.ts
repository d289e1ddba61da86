// The setup page as HTML. It needs no script: one only tells it when there is something new.
import type { SetupRequest } from '../setup-ui.ts';
import { checkWords } from '../test-profile.ts';
import { type Html, html } from './html.ts';
import { methodTitles, type Page, type Problem } from './page.ts';
import { styleSheet } from './style.ts';

type Drawn = {
  readonly page: Page;
  readonly request: SetupRequest;
  readonly version: number;
  readonly nonce: string;
};

const nameOf = ({ toolName, toolVersion }: SetupRequest): string =>
  toolVersion === undefined ? toolName : `${toolName} ${toolVersion}`;

const problemOf = (problem: Problem | undefined): Html =>
  problem === undefined
    ? html``
    : html`<p class="problem" role="alert"><b>${problem.what}</b>${problem.next === undefined ? '' : `\n${problem.next}`}</p>`;

const back = html`<form method="post" action="/back"><button class="plain">Another way</button></form>`;
const cancel = html`<form method="post" action="/cancel"><button class="plain">Cancel</button></form>`;

const needsOf = ({ requiredActions, customPermissions }: SetupRequest): Html =>
  html`<ul class="needs">${[
    ...requiredActions.map(
      ({ action, why }) => html`<li><code>${action}</code>${why === undefined ? '' : `: ${why}`}</li>`,
    ),
    ...customPermissions.map(
      ({ actions, why, effect, resources, condition }) =>
        html`<li><code>${actions.join(', ')}</code>${effect === 'Deny' ? ' (denied)' : ''}${resources === undefined ? '' : ` on ${resources.join(', ')}`}${condition === undefined ? '' : ', under conditions'}${why === undefined ? '' : `: ${why}`}</li>`,
    ),
  ]}</ul>`;

const methods = (request: SetupRequest, problem: Problem | undefined): Html => html`
<h1>${nameOf(request)} needs AWS</h1>
${problemOf(problem)}
<p>It uses:</p>${needsOf(request)}
<p>How do you want to give it access?</p>
${request.methods.map(
  (method) => html`<form method="post" action="/method"><input type="hidden" name="method" value="${method}">
<button class="choice"><b>${methodTitles[method].title}</b>${methodTitles[method].detail}</button></form>`,
)}
${cancel}`;

const identityCenter = ({
  startUrl,
  region,
  problem,
}: Extract<Page, { kind: 'identity-center' }>): Html => html`
<h1>Sign in with IAM Identity Center</h1>
${problemOf(problem)}
<form method="post" action="/sign-in">
<label for="start-url">Start URL of your access portal</label>
<input id="start-url" name="start_url" type="url" required value="${startUrl}" placeholder="https://acme.awsapps.com/start" autocomplete="off">
<label for="region">Region of Identity Center</label>
<input id="region" name="region" required value="${region}" pattern="[a-z]{2,5}(-[a-z]+)+-[0-9]{1,2}" autocomplete="off">
<button>Sign in</button></form>${back}`;

const profile = ({ profiles }: SetupRequest, problem: Problem | undefined): Html => html`
<h1>Which profile?</h1>
${problemOf(problem)}
<form method="post" action="/profile"><label for="profile">Profile</label>
<select id="profile" name="profile">${profiles.map((name) => html`<option>${name}</option>`)}</select>
<button>Test it</button></form>${back}`;

const iamUser = ({ region }: SetupRequest, problem: Problem | undefined): Html => html`
<h1>An IAM user with few rights</h1>
${problemOf(problem)}
<ol><li><a href="/template.yaml" download>Download the template</a>: a user that may do what stands on the first page, and no more.</li>
<li><a href="/create-stack" target="_blank" rel="noopener noreferrer">Make a stack of it in ${region}</a>, by “Upload a template file”.</li>
<li>When it is done, its Outputs hold the key. Give it here: it is tried, and kept encrypted.</li></ol>
<form method="post" action="/keys" autocomplete="off">
<label for="key-id">Access key id</label><input id="key-id" name="key_id" required autocomplete="off" spellcheck="false">
<label for="secret">Secret access key</label><input id="secret" name="secret" type="password" required autocomplete="off">
<button>Try and keep it</button></form>${back}`;

const working = ({ text, code, progress }: Extract<Page, { kind: 'working' }>): Html => html`
<h1>${text}</h1><div role="status">
${
  code === undefined
    ? ''
    : html`<p>Compare this code with the one that AWS shows, and confirm it only where they are the same:</p>
<p class="code" id="code">${code.code}</p>
<p><a class="button" href="${code.url}" target="_blank" rel="noopener noreferrer">Open the sign-in page</a></p>`
}
${
  progress === undefined
    ? ''
    : html`<progress max="${progress.total}" value="${progress.done}"></progress><p>${progress.done} of ${progress.total} accounts</p>`
}</div>${cancel}`;

const mostChoices = 200;

const roles = ({ choices, query }: Extract<Page, { kind: 'roles' }>): Html => {
  const wanted = query.toLowerCase().split(/\s+/).filter(Boolean);
  const found = choices.filter(({ title, detail }) =>
    wanted.every((word) => `${title} ${detail}`.toLowerCase().includes(word)),
  );
  return html`<h1>Which role?</h1>
<form method="post" action="/find"><label for="query">Search</label><input id="query" name="query" value="${query}" autocomplete="off"><button class="plain">Find</button></form>
<p role="status">${found.length} of ${choices.length} roles${found.length > mostChoices ? `, the first ${mostChoices} of them` : ''}</p>
${found.slice(0, mostChoices).map(
  ({
    id,
    title,
    detail,
  }) => html`<form method="post" action="/role"><input type="hidden" name="role" value="${id}">
<button class="choice"><b>${title}</b>${detail}</button></form>`,
)}${back}`;
};

const tested = ({ profile: name, arn, checks }: Extract<Page, { kind: 'tested' }>): Html => html`
<h1>It works</h1><p>AWS says that you are <code>${arn}</code>.</p>
${checks.length === 0 ? '' : html`<ul class="needs">${checks.map(({ name: action, outcome }) => html`<li><code>${action}</code>: ${checkWords[outcome]}</li>`)}</ul>`}
${checks.some(({ outcome }) => outcome === 'denied') ? html`<p class="problem" role="alert">Something that is needed is not allowed. You can go on, and that part will not work.</p>` : ''}
<form method="post" action="/finish"><button>Use ${name}</button></form>${back}`;

const bodyOf = ({ page, request }: Drawn): Html => {
  switch (page.kind) {
    case 'methods':
      return methods(request, page.problem);
    case 'identity-center':
      return identityCenter(page);
    case 'profile':
      return profile(request, page.problem);
    case 'iam-user':
      return iamUser(request, page.problem);
    case 'working':
      return working(page);
    case 'roles':
      return roles(page);
    case 'tested':
      return tested(page);
    case 'done':
      return html`<h1>Done</h1><p>${nameOf(request)} uses the profile <code>${page.profile}</code> from now on. You can close this page.</p>`;
    case 'cancelled':
      return html`<h1>Nothing was set up</h1><p>You can close this page.</p>`;
  }
};

/** Asks whether there is something new, and shows it. Typing is never lost: only a page that works is watched. */
const watcher = (version: number): string =>
  `setInterval(async()=>{try{const r=await fetch('/version');if(r.ok&&await r.text()!=='${version}')location.reload()}catch{}},500)`;

const brandOf = (request: SetupRequest): Html => {
  const { companyName, logoUrl } = request.branding;
  return html`<header>${logoUrl === undefined ? '' : html`<img src="${logoUrl}" alt="">`}<p>${companyName ?? nameOf(request)}</p></header>`;
};

const helpOf = ({ branding: { supportEmail, supportUrl } }: SetupRequest): Html =>
  supportEmail === undefined && supportUrl === undefined
    ? html``
    : html`Help: ${supportEmail === undefined ? '' : html`<a href="mailto:${supportEmail}">${supportEmail}</a> `}${supportUrl === undefined ? '' : html`<a href="${supportUrl}" target="_blank" rel="noopener noreferrer">${supportUrl}</a>`}`;

export const renderPage = (drawn: Drawn): string => {
  const { page, request, version, nonce } = drawn;
  // The style and the script are ours alone, and hold no value of anybody but a checked colour and a number.
  const style = { html: styleSheet(request.branding.primaryColor) };
  const script = { html: page.kind === 'working' ? watcher(version) : '' };
  return html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${nameOf(request)}: AWS access</title><style nonce="${nonce}">${style}</style>
${page.kind === 'working' ? html`<noscript><meta http-equiv="refresh" content="2"></noscript>` : ''}</head>
<body>${brandOf(request)}<main>${bodyOf(drawn)}</main><footer>${helpOf(request)}</footer>
<script nonce="${nonce}">${script}</script></body></html>`.html;
};
