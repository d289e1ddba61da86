// A made-up company that looks like a real one, decided by its seed alone. Among the accounts are, on purpose, ids
// with zeros in front, names outside ASCII, and names of the full 50 characters.
import {
  company,
  coreAccounts,
  environments,
  longNames,
  parts,
  places,
  roleNames,
  rolesByEnvironment,
  teams,
  worldNames,
} from './company-words.ts';
import type { Account, Organisation } from './organisation.ts';
import { type SeededRandom, seededRandom } from './seeded-random.ts';

export type OrganisationSize = {
  readonly accounts: number;
  /** At most so many roles an account. */
  readonly roles: number;
  readonly seed: number | string;
  /** Every account has exactly `roles` roles, for measurements. */
  readonly isFull?: boolean;
};

const nameLimit = 50;
const emailLimit = 64;

const uniqueId = (random: SeededRandom, index: number, taken: Set<string>): string => {
  const zeros = index % 9 === 4 ? 1 + random.below(3) : 0;
  for (;;) {
    const digits = [random.below(10 ** 6), random.below(10 ** 6)];
    const drawn = digits.map((part) => String(part).padStart(6, '0')).join('');
    const id = `${'0'.repeat(zeros)}${drawn.slice(zeros)}`;
    if (taken.has(id)) continue;
    taken.add(id);
    return id;
  }
};

const drawName = (random: SeededRandom, index: number): string => {
  const core = coreAccounts[index];
  if (core !== undefined) return core;
  const environment = random.pick(environments);
  if (index % 11 === 7) return `${random.pick(worldNames)} ${environment}`;
  if (index % 13 === 9) return random.pick(longNames);
  const team = random.pick(teams);
  const shape = random.below(10);
  if (shape < 5) return `${team}-${environment}`;
  if (shape < 8) return `${team}-${random.pick(parts)}-${environment}`;
  return `${team}-${random.pick(parts)}-${environment}-${random.pick(places)}`;
};

const uniqueName = (random: SeededRandom, index: number, taken: Set<string>): string => {
  const wished = drawName(random, index);
  let name = wished;
  for (let tries = 0; taken.has(name); tries += 1) {
    name = tries < 3 ? drawName(random, index) : `${wished.slice(0, nameLimit - 9)} ${index + 1}`;
  }
  taken.add(name);
  return name;
};

const emailFor = (name: string, id: string): string => {
  const ascii = name
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/\p{M}/gu, '')
    .replaceAll('ø', 'o')
    .replaceAll('ł', 'l')
    .replaceAll(/[^a-z0-9]+/g, '-');
  const tail = `-${id}@${company.domain}`;
  const head = `aws+${ascii.replaceAll(/^-|-$/g, '')}`.slice(0, emailLimit - tail.length).replace(/-$/, '');
  // The id keeps the address unique where a name has few ASCII letters.
  return /[^\p{ASCII}]/u.test(name) || head.length > 30 ? `${head}${tail}` : `${head}@${company.domain}`;
};

const isStrict = (name: string): boolean => /prod|dr\b|management|archive|security|vault/i.test(name);

const numbered = (count: number): string[] =>
  Array.from({ length: Math.max(0, count) }, (_, index) => {
    const team = teams[index % teams.length] ?? '';
    const round = Math.floor(index / teams.length);
    return `${team}-operator${round === 0 ? '' : `-${round + 1}`}`;
  });

const rolesFor = (random: SeededRandom, name: string, size: OrganisationSize): readonly string[] => {
  const least = Math.max(1, Math.ceil(size.roles * 0.6));
  const count = size.isFull ? size.roles : least + random.below(size.roles - least + 1);
  const usual: readonly string[] = isStrict(name) ? rolesByEnvironment.strict : rolesByEnvironment.open;
  const first = random.shuffle(usual).slice(0, Math.ceil(count / 2));
  const others = random.shuffle(roleNames).filter((role) => !first.includes(role));
  return [...first, ...others, ...numbered(count - first.length - others.length)].slice(0, count).sort();
};

/** The same size and seed give the same organisation. Ids, names and addresses are unique. */
export const generateOrganisation = (size: OrganisationSize): Organisation => {
  const random = seededRandom(size.seed);
  const ids = new Set<string>();
  const names = new Set<string>();
  const accounts = Array.from({ length: size.accounts }, (_, index): Account => {
    const id = uniqueId(random, index, ids);
    const name = uniqueName(random, index, names);
    const roles = size.roles === 0 ? [] : rolesFor(random, name, size);
    return { id, name, email: emailFor(name, id), roles };
  });
  return { accounts };
};
