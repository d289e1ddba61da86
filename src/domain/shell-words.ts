// The words of a command as POSIX and Python's shlex split it, for looking at what a `credential_process` line runs.
// Undefined where they would differ, or where a shell would do more than split: then nobody can say what is run.

const special = /[`$;&|<>()*?[\]{}!\n]/;

type Reader = { word: string | undefined; quote: '"' | "'" | undefined };

export const shellWords = (command: string): readonly string[] | undefined => {
  const words: string[] = [];
  const reader: Reader = { word: undefined, quote: undefined };
  for (const character of command) {
    if (character === '\\') return undefined;
    if (reader.quote !== undefined) {
      if (reader.quote === '"' && /[`$]/.test(character)) return undefined;
      if (character === reader.quote) reader.quote = undefined;
      else reader.word += character;
    } else if (character === '"' || character === "'") {
      reader.quote = character;
      reader.word ??= '';
    } else if (character === ' ' || character === '\t') {
      if (reader.word !== undefined) words.push(reader.word);
      reader.word = undefined;
    } else if (special.test(character)) return undefined;
    else reader.word = `${reader.word ?? ''}${character}`;
  }
  if (reader.quote !== undefined) return undefined;
  return reader.word === undefined ? words : [...words, reader.word];
};
