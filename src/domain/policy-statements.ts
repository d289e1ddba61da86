// Statements of a policy as people write them in a file: with keys as AWS writes them, or in lower case.
import { UsageError } from './errors.ts';
import { isAction, isResource } from './iam-action.ts';
import type { PolicyStatement } from './iam-template.ts';

type Entry = Readonly<Record<string, unknown>>;

const isEntry = (value: unknown): value is Entry =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const lowered = (entry: Entry): Entry =>
  Object.fromEntries(Object.entries(entry).map(([key, value]) => [key.toLowerCase(), value]));

const refuse = (at: number, message: string): never => {
  throw new UsageError(`Statement ${at + 1} ${message}`);
};

const listOf = (value: unknown): readonly string[] | undefined => {
  const list = typeof value === 'string' ? [value] : value;
  return Array.isArray(list) && list.every((one) => typeof one === 'string') ? list : undefined;
};

const known = ['sid', 'effect', 'action', 'actions', 'resource', 'resources', 'condition'];

const statementOf = (value: unknown, at: number): PolicyStatement => {
  if (!isEntry(value)) return refuse(at, 'is no mapping of effect, actions, resources and condition.');
  const entry = lowered(value);
  const unknown = Object.keys(entry).find((key) => !known.includes(key));
  if (unknown !== undefined) return refuse(at, `has a key that is not known: ${unknown.slice(0, 40)}.`);
  const effect = entry['effect'] ?? 'Allow';
  if (effect !== 'Allow' && effect !== 'Deny')
    return refuse(at, 'has an effect that is neither Allow nor Deny.');
  const actions = listOf(entry['actions'] ?? entry['action']) ?? [];
  if (actions.length === 0) return refuse(at, 'has no actions.');
  const wrong = actions.find((action) => !isAction(action));
  if (wrong !== undefined) return refuse(at, `has something that is no action: ${wrong.slice(0, 100)}.`);
  const resources = listOf(entry['resources'] ?? entry['resource'] ?? '*') ?? [];
  if (resources.length === 0 || !resources.every(isResource))
    return refuse(at, 'has resources that are neither * nor ARNs.');
  const { sid, condition } = entry;
  if (sid !== undefined && typeof sid !== 'string') return refuse(at, 'has a sid that is no text.');
  if (condition !== undefined && !(isEntry(condition) && Object.values(condition).every(isEntry)))
    return refuse(at, 'has a condition that is not {operator: {key: value}}.');
  return { sid, effect, actions, resources, condition: condition as PolicyStatement['condition'] };
};

/** A list of statements, one alone, or a policy (`Statement:`). Errors: UsageError. */
export const policyStatements = (value: unknown): readonly PolicyStatement[] => {
  const inside = isEntry(value) ? (lowered(value)['statement'] ?? value) : value;
  return (Array.isArray(inside) ? inside : [inside]).map(statementOf);
};
