/** Texts of a whole file; `before` is undefined where there is none. */
export type TextEdit = { readonly before: string | undefined; readonly after: string };
