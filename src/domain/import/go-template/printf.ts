import { notCarried } from './go-syntax.ts';

export type PrintfPart =
  | { readonly kind: 'text'; readonly text: string }
  /** An argument by its place; `width` digits, with zeros before them, or 0. */
  | { readonly kind: 'arg'; readonly index: number; readonly width: number };

/** `%s`, `%v`, `%d`, `%012d` and `%%`. Errors: UsageError with the reason for any other. */
export const printfParts = (format: string, count: number): readonly PrintfPart[] => {
  let index = 0;
  const parts = format
    .split(/(%(?:%|0\d{1,2}d|[svd]|.|$))/s)
    .filter((piece) => piece !== '')
    .map((piece): PrintfPart => {
      if (!piece.startsWith('%')) return { kind: 'text', text: piece };
      if (piece === '%%') return { kind: 'text', text: '%' };
      const width = /^%0(\d+)d$/.exec(piece)?.[1];
      if (width === undefined && !/^%[svd]$/.test(piece)) throw notCarried(`it uses ${piece} of printf`);
      index += 1;
      return { kind: 'arg', index: index - 1, width: Number(width ?? 0) };
    });
  if (index !== count) throw notCarried('its printf has not as many arguments as places');
  return parts;
};
