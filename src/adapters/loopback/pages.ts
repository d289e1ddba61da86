// What the browser shows at the end of a sign-in. Static: nothing of a request is ever repeated in it. The style and
// the one line of script, which takes the code out of the address bar, are allowed by their hashes alone.
import { createHash } from 'node:crypto';
import type { Reply } from './loopback-server.ts';

const style = `
:root{color-scheme:light dark;--page:#f6f7f9;--card:#fff;--ink:#1b1f24;--soft:#59636e;--line:#d9dee4;--good:#1a7f4b;--bad:#b4232a}
@media (prefers-color-scheme:dark){:root{--page:#0e1116;--card:#161b22;--ink:#e8ecf1;--soft:#9aa5b1;--line:#2a313a;--good:#4cc38a;--bad:#ff7b72}}
*{box-sizing:border-box}
body{margin:0;min-height:100vh;display:grid;place-items:center;padding:24px;background:var(--page);color:var(--ink);font:16px/1.5 system-ui,-apple-system,"Segoe UI",sans-serif}
main{width:100%;max-width:420px;padding:40px 36px;background:var(--card);border:1px solid var(--line);border-radius:14px;text-align:center}
.mark{width:52px;height:52px;margin:0 auto 20px;display:grid;place-items:center;border-radius:50%;font-size:26px;line-height:1;color:var(--card);background:var(--good)}
.mark.bad{background:var(--bad)}
h1{margin:0 0 8px;font-size:22px;font-weight:650;letter-spacing:-.01em}
p{margin:0;color:var(--soft)}
footer{margin-top:28px;padding-top:16px;border-top:1px solid var(--line);font:13px/1.4 ui-monospace,SFMono-Regular,Menlo,monospace;color:var(--soft)}`;

const script = `history.replaceState(null,'','/')`;

const hashOf = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

const policy = [
  "default-src 'none'",
  `style-src ${hashOf(style)}`,
  `script-src ${hashOf(script)}`,
  "frame-ancestors 'none'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

type Page = {
  readonly status: number;
  readonly isGood: boolean;
  readonly title: string;
  readonly text: string;
};

const page = ({ status, isGood, title, text }: Page): Reply => ({
  status,
  headers: { 'content-security-policy': policy },
  body: `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${title}</title><style>${style}</style><script>${script}</script></head>
<body><main><div class="mark${isGood ? '' : ' bad'}" aria-hidden="true">${isGood ? '&#10003;' : '&#215;'}</div><h1>${title}</h1><p>${text}</p><footer>rolecall</footer></main></body>
</html>
`,
});

export const signedInPage = page({
  status: 200,
  isGood: true,
  title: 'You are signed in',
  text: 'You can close this tab and go back to your terminal.',
});

export const notSignedInPage = page({
  status: 200,
  isGood: false,
  title: 'You are not signed in',
  text: 'The sign-in was not completed. Your terminal says how to try again.',
});

export const notForUsPage = page({
  status: 400,
  isGood: false,
  title: 'Not the request we wait for',
  text: 'rolecall still waits for your sign-in in the tab that it opened.',
});
