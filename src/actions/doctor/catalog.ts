import type { Finding } from '../../domain/doctor/finding.ts';
import { ageText, hour } from '../../domain/expiry.ts';
import type { InstanceSummary } from '../../ports/catalog-store.ts';
import type { Check } from './examined.ts';

export type CatalogFacts = {
  readonly names: readonly string[];
  readonly summaries: readonly InstanceSummary[];
  /** ms; 0 = a catalog is never too old */
  readonly maxAge: number;
  readonly roleCount: number;
  readonly now: number;
};

/** Without a limit of the person's own, a catalog of a week is worth a word. */
const usualAge = 7 * 24 * hour;

export const catalogFindings = ({
  names,
  summaries,
  maxAge,
  roleCount,
  now,
}: CatalogFacts): readonly Finding[] => {
  const found = names.flatMap((name): readonly Finding[] => {
    const fetchedAt = summaries.find(({ instance }) => instance === name)?.fetchedAt;
    const mend = [`rolecall refresh --instance ${name}`];
    if (fetchedAt === undefined)
      return [
        { id: 'catalog-none', level: 'warning', what: `The roles of ${name} were never fully read.`, mend },
      ];
    if (now - fetchedAt <= Math.max(maxAge, usualAge)) return [];
    return [
      {
        id: 'catalog-old',
        level: 'note',
        what: `The roles of ${name} were read ${ageText(fetchedAt, now)}.`,
        why: 'Roles that you were given since are missing, and some that are listed may be gone.',
        mend,
      },
    ];
  });
  if (found.length > 0 || names.length === 0) return found;
  const oldest = Math.min(...summaries.map(({ fetchedAt }) => fetchedAt ?? now));
  return [
    { id: 'catalog', level: 'ok', what: `${roleCount} roles are known, read ${ageText(oldest, now)}.` },
  ];
};

export const catalogCheck: Check = {
  subject: 'the catalog of roles',
  group: 'rolecall',
  run: ({ config, catalog, now }) => {
    if (config.kind === 'broken' || catalog === undefined) return [];
    const { instances, catalogMaxAge } = config.config;
    return catalogFindings({
      names: instances.filter(({ base }) => base === undefined).map(({ name }) => name),
      summaries: catalog.instances.filter((summary) =>
        instances.some(({ name, base }) => name === summary.instance && base === undefined),
      ),
      maxAge: catalogMaxAge,
      roleCount: catalog.roles.length,
      now,
    });
  },
};
