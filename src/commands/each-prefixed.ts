// Output line by line as it comes, each line behind the name of its role.
import type { EachEvent } from '../actions/run-each.ts';
import type { Role } from '../domain/role.ts';
import type { OutputStream } from '../ports/background-children.ts';
import { asBytes, bytesOf, inertLine, type LineReader, lineReader } from './each-lines.ts';
import { type EachOutput, labelsOf, type Sinks, toldOf } from './each-output.ts';

type Shown = {
  readonly roles: readonly Role[];
  readonly sinks: Sinks;
  readonly redact: (text: string) => string;
  readonly hasColour: boolean;
};

/** SGR codes that can be read on dark and light: cyan, yellow, green, magenta, blue, red. */
const colours = [36, 33, 32, 35, 34, 31] as const;

const widest = 48;

export const prefixedOutput = ({ roles, sinks, redact, hasColour }: Shown): EachOutput => {
  const labels = labelsOf(roles);
  const width = Math.min(widest, Math.max(0, ...labels.map((label) => label.length)));
  const readers = new Map<string, LineReader>();
  const readerOf = (index: number, stream: OutputStream): LineReader => {
    const key = `${index} ${stream}`;
    const reader = readers.get(key) ?? lineReader();
    readers.set(key, reader);
    return reader;
  };
  const prefix = (index: number, stream: OutputStream): string => {
    const label = labels[index] ?? '';
    if (!sinks[stream].isTerminal) return `${label} | `;
    const text = `${label.padEnd(width)} | `;
    return hasColour ? `\u001b[${colours[index % colours.length]}m${text}\u001b[39m` : text;
  };
  const show = async (index: number, stream: OutputStream, lines: readonly string[]): Promise<void> => {
    if (lines.length === 0) return;
    const sink = sinks[stream];
    const before = asBytes(prefix(index, stream));
    const whole = lines.map((line) => `${before}${sink.isTerminal ? inertLine(line) : line}\n`);
    await sink.write(bytesOf(whole.join('')));
  };
  return async (event: EachEvent) => {
    const { kind, index } = event;
    if (kind === 'output') return show(index, event.stream, readerOf(index, event.stream).push(event.bytes));
    const told = toldOf(event, redact);
    if (kind !== 'ended') return told === undefined ? undefined : show(index, 'stderr', [asBytes(told)]);
    for (const stream of ['stdout', 'stderr'] as const)
      await show(index, stream, readerOf(index, stream).end());
    if (told !== undefined) await show(index, 'stderr', [asBytes(told)]);
  };
};
