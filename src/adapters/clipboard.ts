// The terminal's own clipboard (OSC 52): works over SSH, needs no helper program.
import type { Clipboard } from '../ports/clipboard.ts';

const osc52 = (text: string): string => `\u001b]52;c;${Buffer.from(text).toString('base64')}\u0007`;

// tmux hands a sequence on only when it is wrapped, with its escapes doubled.
const throughTmux = (sequence: string): string =>
  `\u001bPtmux;${sequence.replaceAll('\u001b', '\u001b\u001b')}\u001b\\`;

export const terminalClipboard = (
  terminal: NodeJS.WriteStream,
  env: Readonly<Record<string, string | undefined>>,
): Clipboard => ({
  copy: async (text) => {
    terminal.write(env['TMUX'] ? throughTmux(osc52(text)) : osc52(text));
  },
});
