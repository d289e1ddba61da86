import { homedir } from 'node:os';

/**
 * `HOME`, else what the system lists for this user. A user that it does not list (a container's, say) has `/`, as most
 * systems have it, rather than a program that ends before it can say so.
 */
export const homeFolder = (env: Readonly<Record<string, string | undefined>>): string => {
  if (env['HOME']) return env['HOME'];
  try {
    return homedir() || '/';
  } catch {
    return '/';
  }
};
