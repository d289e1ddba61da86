// Codes of MFA devices, as people type them and programs print them.

export const isMfaCode = (text: string): boolean => /^\d{6}$/.test(text);

/** The one code in what a program printed, such as `123456` or `AWS:jo  123456`; undefined for none, or several. */
export const mfaCodeIn = (output: string): string | undefined => {
  const found = output.match(/(?<![\w])\d{6}(?![\w])/g) ?? [];
  return found.length === 1 ? found[0] : undefined;
};
