// Which instance of config.yaml each instance that was found becomes: one that is there with the same portal, one that
// another tool named before, or a new one.
import type { Config } from '../config.ts';
import { isPlainName } from '../parse-keys.ts';
import { isRegion } from '../region.ts';
import { sanitize } from '../sanitize.ts';
import { parseStartUrl } from '../start-url.ts';
import type { FoundInstance, ImportNote } from './found.ts';

export type PlacedInstance = {
  readonly found: FoundInstance;
  readonly name: string;
  readonly startUrl: string;
  /** One that is in config.yaml, or that another found instance made. */
  readonly isThere: boolean;
};

export type Placed = {
  /** By the key that roles name. */
  readonly byKey: ReadonlyMap<string, PlacedInstance>;
  readonly notes: readonly ImportNote[];
};

type Known = { readonly name: string; readonly startUrl: string; readonly region: string };

const plainName = (name: string): string => {
  const plain = name
    .replace(/[^A-Za-z0-9_.@+-]+/g, '-')
    .replace(/^[^A-Za-z0-9_]+/, '')
    .slice(0, 60);
  return isPlainName(plain) ? plain : 'sso';
};

const freeName = (wanted: string, taken: ReadonlySet<string>): string => {
  if (!taken.has(wanted)) return wanted;
  for (let count = 2; ; count += 1) if (!taken.has(`${wanted}-${count}`)) return `${wanted}-${count}`;
};

type Search = {
  readonly known: readonly Known[];
  /** Names that an instance of aws-sso-cli has, or will have. */
  readonly claimed: ReadonlySet<string>;
};

/** Two instances of aws-sso-cli may have one portal and two people: there the name decides too. */
const sameAs = (found: FoundInstance, startUrl: string, { known, claimed }: Search): Known | undefined => {
  const alike = known.filter((other) => other.startUrl === startUrl && other.region === found.region);
  const named = alike.find(({ name }) => name === plainName(found.name));
  if (named !== undefined || found.tool !== 'aws-sso-cli') return named ?? alike[0];
  return alike.find(({ name }) => !claimed.has(name));
};

export const placeInstances = (instances: readonly FoundInstance[], config: Config): Placed => {
  const known: Known[] = config.instances.map(({ name, startUrl, region }) => ({ name, startUrl, region }));
  const taken = new Set(known.map(({ name }) => name));
  const claimed = new Set(
    instances.filter(({ tool }) => tool === 'aws-sso-cli').map(({ name }) => plainName(name)),
  );
  const byKey = new Map<string, PlacedInstance>();
  const notes: ImportNote[] = [];
  for (const found of instances) {
    if (byKey.has(found.key)) continue;
    const { tool, origin, region } = found;
    const checked = parseStartUrl(found.startUrl, true);
    const leave = (why: string): void =>
      void notes.push({ tool, origin, text: `${sanitize(found.name, 64)} is left out: ${why}` });
    if (checked.kind === 'refused') {
      leave(`its start URL is none. ${checked.reason}`);
      continue;
    }
    if (!isRegion(region)) {
      leave(`${sanitize(region, 40)} is no AWS region.`);
      continue;
    }
    const there = sameAs(found, checked.url, { known, claimed });
    const name = there?.name ?? freeName(plainName(found.name), taken);
    if (there === undefined && name !== found.name)
      notes.push({ tool, origin, text: `${sanitize(found.name, 64)} is called ${name} here.` });
    byKey.set(found.key, { found, name, startUrl: checked.url, isThere: there !== undefined });
    taken.add(name);
    if (tool === 'aws-sso-cli') claimed.add(name);
    if (there === undefined) known.push({ name, startUrl: checked.url, region });
  }
  return { byKey, notes };
};
