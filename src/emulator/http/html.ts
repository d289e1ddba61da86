// Pages for a person: plain HTML, no script, nothing fetched. Every value that goes into a page is escaped unless
// it is itself made by `html`.
import { createHash } from 'node:crypto';
import type { Reply } from './handler.ts';

export type Html = { readonly markup: string };

type Part = string | number | Html | readonly Html[];

export const escapeMarkup = (text: string): string =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');

const markupOf = (part: Part): string => {
  if (typeof part === 'string') return escapeMarkup(part);
  if (typeof part === 'number') return String(part);
  return 'markup' in part ? part.markup : part.map((item) => item.markup).join('');
};

export const html = (texts: TemplateStringsArray, ...parts: readonly Part[]): Html => ({
  markup: texts.reduce((whole, text, index) => {
    const part = parts[index - 1];
    return whole + (part === undefined ? '' : markupOf(part)) + text;
  }),
});

const style = `
:root { color-scheme: light dark; --line: #8884; --accent: #1a56db; --soft: #8881; }
* { box-sizing: border-box; }
body { margin: 0; min-height: 100vh; display: grid; place-items: center; padding: 24px;
  font: 16px/1.5 system-ui, sans-serif; background: light-dark(#f4f5f7, #14161a); color: light-dark(#1c2024, #e6e8eb); }
main { width: 100%; max-width: 480px; padding: 32px; border: 1px solid var(--line); border-radius: 12px;
  background: light-dark(#fff, #1d2025); }
.kind { margin: 0 0 16px; font-size: 13px; opacity: .7; }
h1 { margin: 0 0 8px; font-size: 24px; line-height: 1.25; }
p { margin: 8px 0; }
dl { display: grid; grid-template-columns: auto 1fr; gap: 8px 16px; margin: 24px 0; padding: 16px;
  border-radius: 8px; background: var(--soft); }
dt { opacity: .7; }
dd { margin: 0; overflow-wrap: anywhere; }
.code { font: 600 28px/1.4 ui-monospace, monospace; letter-spacing: 2px; }
label { display: block; margin: 16px 0 4px; font-weight: 600; }
input { width: 100%; padding: 10px 12px; font: inherit; border: 1px solid var(--line); border-radius: 8px; }
.choices { display: flex; gap: 12px; margin-top: 24px; }
button { padding: 10px 20px; font: inherit; font-weight: 600; cursor: pointer; color: inherit;
  background: transparent; border: 1px solid var(--line); border-radius: 8px; }
button.main { color: #fff; background: var(--accent); border-color: var(--accent); }
button:focus-visible, input:focus-visible, a:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
a { color: light-dark(#1a56db, #8ab4ff); }
`;

const styleHash = createHash('sha256').update(style).digest('base64');

// `form-action` names loopback because browsers apply it to the redirect that follows a form as well.
const policy = [
  "default-src 'none'",
  `style-src 'sha256-${styleHash}'`,
  "form-action 'self' http://127.0.0.1:* http://localhost:*",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

export type Page = {
  readonly title: string;
  readonly content: Html;
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
};

export const page = ({ title, content, status = 200, headers = {} }: Page): Reply => ({
  status,
  headers: {
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-store',
    'content-security-policy': policy,
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    ...headers,
  },
  body: `<!doctype html>\n${
    html`<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} · Identity Center emulator</title><style>${{ markup: style }}</style></head>
<body><main><p class="kind">Identity Center emulator: nothing here is real</p>
<h1>${title}</h1>
${content}
</main></body></html>
`.markup
  }`,
});

export const messagePage = (title: string, text: string, status = 200): Reply =>
  page({ title, status, content: html`<p>${text}</p>` });
