/** Words as a shell would split them, with quotes; nothing is ever expanded, and a backslash is only itself. */
export const splitWords = (text: string): readonly string[] =>
  (text.match(/(?:[^\s"']|"[^"]*"|'[^']*')+/g) ?? []).map((word) =>
    word.replace(/"([^"]*)"|'([^']*)'/g, (quoted) => quoted.slice(1, -1)),
  );
