// Numbered texts. An array is one; so is a view of a file that decodes a text when it is asked for.

export type Texts = Iterable<string> & {
  readonly length: number;
  at(id: number): string | undefined;
  /** The first from a number on; -1 where there is none. */
  indexOf(text: string, from?: number): number;
};
