// The words of a `credential_process` line, to see whose it is and which role it is for. It is never run.

/** As a shell would split them, with quotes; nothing is expanded. */
export const commandWords = (command: string): readonly string[] =>
  (command.match(/(?:[^\s"']|"(?:[^"\\]|\\.)*"|'[^']*')+/g) ?? []).map((word) =>
    word.replace(/"((?:[^"\\]|\\.)*)"|'([^']*)'/g, (_, double?: string, single?: string) =>
      double === undefined ? (single ?? '') : double.replace(/\\(["\\])/g, '$1'),
    ),
  );

/** The program's name without its folder and `.exe`, or of a wrapper (`/usr/bin/env`) what it starts. */
export const programOf = (words: readonly string[]): string => {
  const names = words.map((word) => (word.split(/[/\\]/).at(-1) ?? '').replace(/\.(?:exe|cmd)$/i, ''));
  return (names[0] === 'env' ? names[1] : names[0]) ?? '';
};

/** The value after one of the flags, or behind its `=`. */
export const flagValue = (words: readonly string[], flags: readonly string[]): string | undefined => {
  for (const [index, word] of words.entries()) {
    if (flags.includes(word)) return words[index + 1];
    const flag = flags.find((name) => name.startsWith('--') && word.startsWith(`${name}=`));
    if (flag !== undefined) return word.slice(flag.length + 1);
  }
  return undefined;
};
