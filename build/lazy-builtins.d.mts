export const lazyBuiltinsStart: string;
export const withLazyBuiltins: (text: string) => string;
