// Numbered texts. An array is one; so is a view of a file that decodes a text when it is asked for.

export type Texts = Iterable<string> & {
  readonly length: number;
  at(id: number): string | undefined;
  /** -1 where it is none of them. */
  indexOf(text: string): number;
};
