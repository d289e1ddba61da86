/** Puts text where the person can paste it: the terminal's clipboard by OSC 52. Never given a secret. */
export type Clipboard = { readonly copy: (text: string) => Promise<void> };
