// What `pick` prints instead of acting: names of profiles, a line each, after the query and the key where those are asked
// for, as fzf does.
import { exitCodes } from '../domain/exit-codes.ts';
import type { Role } from '../domain/role.ts';
import { roleRecord } from '../domain/role-record.ts';
import { loadRoles } from '../engine/load-roles.ts';
import { cachedLives } from '../engine/role-credentials.ts';
import type { Host } from '../host.ts';
import type { Options } from './command.ts';
import { filterRoles } from './filter-roles.ts';

export type Answer = {
  readonly query: string;
  /** '' = Enter, or no key at all. */
  readonly key: string;
  readonly roles: readonly Role[];
};

const printJson = async (host: Host, { query, key, roles }: Answer): Promise<void> => {
  const { instances, guard: guardRules } = await (await host.services.configStore()).load();
  const lives = await cachedLives(host.services, instances);
  const facts = { lives, now: host.services.clock.now(), guardRules };
  const records = roles.map((role) => roleRecord(role, facts));
  host.stdout.write(`${JSON.stringify({ query, key, roles: records }, null, 2)}\n`);
};

/** Answers the exit code: 1 where there is no role. */
export const printAnswer = async (host: Host, options: Options, answer: Answer): Promise<number> => {
  const { query, key, roles } = answer;
  if (options['json'] === true) await printJson(host, answer);
  else {
    const lines = [
      ...(options['printQuery'] === true ? [query] : []),
      ...(options['expect'] === undefined || roles.length === 0 ? [] : [key]),
      ...roles.map(({ profile }) => profile),
    ];
    host.stdout.write(lines.map((line) => `${line}\n`).join(''));
  }
  return roles.length > 0 ? exitCodes.ok : exitCodes.failed;
};

/** The roles that the query matches as it is typed, best first; none that is gone, for these are names to be used. */
export const matchesOf = async (host: Host, query: string): Promise<readonly Role[]> => {
  const found = await filterRoles(host, await loadRoles(host.services), { args: [query], options: {} });
  return found.filter(({ gone }) => gone === undefined);
};
