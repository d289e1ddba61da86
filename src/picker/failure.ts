/** Something that went wrong, in words for a person: what happened and what to do next. */
export type Failure = { readonly message: string; readonly hint: string | undefined };
