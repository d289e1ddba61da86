// Places in config.yaml as people name them: `instances.acme.accounts."111111111111".name`. A name with a dot, a space
// or a quote is quoted; an account id may be, since it is a name like any other. List items are named by their number.
import { UsageError } from './errors.ts';

const plain = /^[\p{L}\p{N}_+=,@:/-]+$/u;

const quoted = (part: string): string =>
  plain.test(part) ? part : `"${part.replace(/["\\]/g, (letter) => `\\${letter}`)}"`;

export const configPathText = (path: readonly string[]): string => path.map(quoted).join('.');

const form = /(?:"((?:[^"\\]|\\.)*)"|'([^']*)'|([^."']+))(?:\.(?=.)|$)/y;

/** The keys of a path. Errors: UsageError for an empty one, and for a quote that does not end. */
export const parseConfigPath = (text: string): readonly string[] => {
  const parts: string[] = [];
  form.lastIndex = 0;
  while (form.lastIndex < text.length) {
    const match = form.exec(text);
    if (match === null) break;
    const [whole, double, single, bare] = match;
    parts.push(double?.replace(/\\(.)/g, '$1') ?? single ?? bare ?? '');
    if (form.lastIndex === text.length && !whole.endsWith('.')) return parts;
  }
  throw new UsageError(
    `${text === '' ? 'Nothing' : text} is not a key of config.yaml.`,
    'Name it like theme, instances.acme.region or \'instances.acme.accounts."111111111111".roles."My.Role".profile\'.',
  );
};
