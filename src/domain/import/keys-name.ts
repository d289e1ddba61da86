import { isPlainName } from '../parse-keys.ts';
import { isPortableName } from '../portable-name.ts';

/** What the keys of a section or a profile are called here: its own name where that can be one. */
export const keysNameOf = (name: string): string => {
  const plain = name
    .replace(/[^A-Za-z0-9_.@+-]+/g, '-')
    .replace(/^[^A-Za-z0-9_]+/, '')
    .slice(0, 59);
  if (isPlainName(plain) && isPortableName(plain)) return plain;
  return `${plain === '' ? 'my' : plain}-keys`;
};
