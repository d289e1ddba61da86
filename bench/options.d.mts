type BenchOptions = {
  readonly quick?: boolean;
  readonly only?: string;
  readonly json?: boolean;
  readonly date: string;
  readonly scale?: boolean;
  readonly million?: boolean;
  readonly help?: boolean;
};

export const usage: string;
export const readOptions: (args: readonly string[]) => BenchOptions;
