// One style sheet, light and dark, around the tool's colour.
import { contrast } from '../../domain/contrast.ts';

const usual = '#2563eb';

/** What is read on the colour: black or white, whichever is easier. */
const onColour = (colour: string): string =>
  contrast(colour, '#ffffff') >= contrast(colour, '#000000') ? '#ffffff' : '#000000';

/** `primary` is `#rrggbb`, checked. */
export const styleSheet = (primary: string = usual): string => `
:root{color-scheme:light dark;--primary:${primary};--on-primary:${onColour(primary)};--line:#8886;--soft:#8881}
*{box-sizing:border-box}
body{margin:0;font:16px/1.5 system-ui,sans-serif;background:Canvas;color:CanvasText}
header{display:flex;gap:.75rem;align-items:center;padding:1rem 1.5rem;background:var(--primary);color:var(--on-primary)}
header img{height:2rem;max-width:10rem}
header p{margin:0;font-weight:600}
main{max-width:42rem;margin:2rem auto;padding:0 1.5rem}
h1{font-size:1.5rem;margin:0 0 .5rem}
ul.needs{padding-left:1.2rem}
code{font-family:ui-monospace,monospace;overflow-wrap:anywhere}
form{margin:1rem 0}
label{display:block;margin:.75rem 0 .25rem;font-weight:600}
input,select{width:100%;padding:.5rem;font:inherit;border:1px solid var(--line);border-radius:.4rem;background:Field;color:FieldText}
button,a.button{display:inline-block;margin:.75rem .5rem 0 0;padding:.5rem 1rem;font:inherit;border:1px solid var(--primary);border-radius:.4rem;background:var(--primary);color:var(--on-primary);cursor:pointer;text-decoration:none}
button.plain,a.plain{background:transparent;color:inherit;border-color:var(--line)}
button.choice{display:block;width:100%;margin:.5rem 0;text-align:left;background:var(--soft);color:inherit;border-color:var(--line)}
button.choice b{display:block}
:focus-visible{outline:3px solid var(--primary);outline-offset:2px}
.problem{border-left:4px solid #dc2626;padding:.5rem 1rem;background:var(--soft);white-space:pre-line}
.code{font:600 2rem/1.2 ui-monospace,monospace;letter-spacing:.1em;margin:1rem 0}
progress{width:100%}
footer{max-width:42rem;margin:3rem auto 1rem;padding:0 1.5rem;font-size:.9rem;opacity:.8}
`;
