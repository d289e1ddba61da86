// The history as JSON. What is not right in an entry leaves that entry out; what is not a history at all is undefined.
import { type History, maxPins, type RoleUse } from './history.ts';

export const historyVersion = 1;

type Fields = Readonly<Record<string, unknown>>;

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

// No part of a role's key can hold a `/` (role.ts), and no name a control character.
const isPart = (value: unknown): value is string =>
  typeof value === 'string' && value !== '' && value.length <= 256 && /^[^/\p{Cc}]+$/u.test(value);

const keyOf = ({ instance, account_id, role_name }: Fields): string | undefined =>
  isPart(instance) && isPart(account_id) && isPart(role_name)
    ? `${instance}/${account_id}/${role_name}`
    : undefined;

const entries = (value: unknown): readonly Fields[] => (Array.isArray(value) ? value.filter(isFields) : []);

const readUse = ({ last_used, count }: Fields): RoleUse | undefined => {
  const lastUsedAt = typeof last_used === 'string' ? Date.parse(last_used) : Number.NaN;
  return Number.isFinite(lastUsedAt) && Number.isSafeInteger(count) && Number(count) > 0
    ? { lastUsedAt, count: Number(count) }
    : undefined;
};

export type ReadHistory =
  | { readonly kind: 'history'; readonly history: History }
  /** Of a rolecall that is newer than this one: to be left alone. */
  | { readonly kind: 'newer' }
  | { readonly kind: 'broken' };

/** What JSON made of the file. */
export const readHistory = (value: unknown): ReadHistory => {
  if (!isFields(value) || typeof value['version'] !== 'number') return { kind: 'broken' };
  if (value['version'] > historyVersion) return { kind: 'newer' };
  if (!Array.isArray(value['uses']) || !Array.isArray(value['pins'])) return { kind: 'broken' };
  const uses = new Map<string, RoleUse>();
  for (const entry of entries(value['uses'])) {
    const key = keyOf(entry);
    const use = readUse(entry);
    if (key !== undefined && use !== undefined) uses.set(key, use);
  }
  const pins = entries(value['pins']).map(keyOf);
  const known = new Set(pins.filter((key) => key !== undefined));
  return { kind: 'history', history: { uses, pins: [...known].slice(0, maxPins) } };
};

const idFields = (key: string) => {
  const [instance, account_id, role_name] = key.split('/');
  return { instance, account_id, role_name };
};

/** Times are ISO 8601, in UTC. */
export const historyText = ({ uses, pins }: History): string => {
  const file = {
    version: historyVersion,
    pins: pins.map(idFields),
    uses: [...uses].map(([key, { lastUsedAt, count }]) => ({
      ...idFields(key),
      last_used: new Date(lastUsedAt).toISOString(),
      count,
    })),
  };
  return `${JSON.stringify(file, null, 1)}\n`;
};
