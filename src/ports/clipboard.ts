/**
 * Puts text where the person can paste it: the terminal's clipboard by OSC 52, or a command of their own. It is
 * given a secret only where the person asked to copy just that: exports, a sign-in URL.
 */
export type Clipboard = { readonly copy: (text: string) => Promise<void> };
