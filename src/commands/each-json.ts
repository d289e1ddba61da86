// One JSON object a line, as each role's command ends.
import type { EachEvent } from '../actions/run-each.ts';
import type { EachResult } from '../domain/each-result.ts';
import { type Role, roleArn } from '../domain/role.ts';
import type { OutputStream } from '../ports/background-children.ts';
import { type EachOutput, failureLine, type Sinks } from './each-output.ts';

/** Bytes of each stream of a role; the rest is left out, and said. */
const keptAtMost = 16 * 1024 * 1024;

type Kept = { readonly chunks: Uint8Array[]; size: number; isCut: boolean };

const newKept = (): Kept => ({ chunks: [], size: 0, isCut: false });

const keep = (kept: Kept, bytes: Uint8Array): void => {
  const part = bytes.subarray(0, keptAtMost - kept.size);
  kept.isCut ||= part.length < bytes.length;
  if (part.length === 0) return;
  kept.chunks.push(part);
  kept.size += part.length;
};

/** Bytes that are no UTF-8 are given in Base64 too, so that nothing is lost. */
const fieldsOf = (name: OutputStream, { chunks, isCut }: Kept): Readonly<Record<string, unknown>> => {
  const bytes = Buffer.concat(chunks);
  const text = bytes.toString('utf8');
  const isText = Buffer.from(text, 'utf8').equals(bytes);
  return {
    [name]: text,
    ...(isText ? {} : { [`${name}_base64`]: bytes.toString('base64') }),
    ...(isCut ? { [`${name}_cut`]: true } : {}),
  };
};

/** What `--dry-run --json` prints too. */
export const roleFields = (role: Role): Readonly<Record<string, unknown>> => ({
  profile: role.profile,
  instance: role.instance,
  account_id: role.accountId,
  account_name: role.accountName,
  role_name: role.roleName,
  arn: roleArn(role),
});

const resultFields = (
  { outcome, ms }: EachResult,
  redact: (text: string) => string,
): Readonly<Record<string, unknown>> => ({
  outcome: outcome.kind,
  exit_code: outcome.kind === 'not-run' ? null : outcome.status,
  error: outcome.kind === 'failed' ? failureLine(redact, outcome.message) : null,
  duration_ms: Math.round(ms),
});

type Shown = {
  readonly roles: readonly Role[];
  readonly sinks: Sinks;
  readonly redact: (text: string) => string;
};

export const jsonOutput = ({ roles, sinks, redact }: Shown): EachOutput => {
  const kept = new Map<number, Record<OutputStream, Kept>>();
  const warnings = new Map<number, string>();
  const keptOf = (index: number): Record<OutputStream, Kept> => {
    const both = kept.get(index) ?? { stdout: newKept(), stderr: newKept() };
    kept.set(index, both);
    return both;
  };
  return async (event: EachEvent) => {
    const { kind, index } = event;
    if (kind === 'output') return keep(keptOf(index)[event.stream], event.bytes);
    const role = roles[index];
    if (kind === 'warned') warnings.set(index, failureLine(redact, event.text));
    if (kind !== 'ended' || role === undefined) return;
    const { stdout, stderr } = keptOf(index);
    kept.delete(index);
    const record = {
      ...roleFields(role),
      ...resultFields(event.result, redact),
      ...(warnings.has(index) ? { warning: warnings.get(index) } : {}),
      ...fieldsOf('stdout', stdout),
      ...fieldsOf('stderr', stderr),
    };
    await sinks.stdout.write(`${JSON.stringify(record)}\n`);
  };
};
