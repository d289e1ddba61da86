// What no helper program gets of the environment: our passphrase, anybody's keys, and what would make Node run something.
import type { Environment } from '../domain/aws-endpoint.ts';
import { ownSecretVariables } from '../domain/own-secrets.ts';

const own: ReadonlySet<string> = new Set(ownSecretVariables);

export const isWithheld = (name: string): boolean =>
  own.has(name.toUpperCase()) || /^(AWS_.*(KEY|TOKEN).*|NODE_OPTIONS)$/i.test(name);

export const publicPart = (env: Environment): Record<string, string> => {
  const kept: Record<string, string> = {};
  for (const [name, value] of Object.entries(env))
    if (value !== undefined && !isWithheld(name)) kept[name] = value;
  return kept;
};
