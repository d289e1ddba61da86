// Output grouped by role, in the order of the roles. What the first of those that have not ended writes is shown at
// once; what the others write is kept until it is their turn, and one that has written a lot waits.
import type { EachEvent } from '../actions/run-each.ts';
import type { Role } from '../domain/role.ts';
import { sanitize } from '../domain/sanitize.ts';
import type { OutputStream } from '../ports/background-children.ts';
import { bytesOf, inertLine, type LineReader, lineReader } from './each-lines.ts';
import { type EachOutput, labelsOf, type Sink, type Sinks, toldOf } from './each-output.ts';

/** Bytes of one role that are kept before it waits. */
const keptAtMost = 4 * 1024 * 1024;

type Chunk = { readonly stream: OutputStream; readonly bytes: Uint8Array };

type Group = {
  readonly title: string;
  readonly kept: Chunk[];
  size: number;
  isEnded: boolean;
  /** Resolves when it is this group's turn. */
  readonly turn: Promise<void>;
  readonly begin: () => void;
};

type Writer = {
  readonly write: (chunk: Chunk) => Promise<void>;
  readonly finish: () => Promise<void>;
};

/** To a file or a pipe: byte for byte, but for a line end where the last one is missing. */
const rawPart = (sink: Sink): { write: (bytes: Uint8Array) => Promise<void>; end: () => Promise<void> } => {
  let last: number | undefined;
  return {
    write: (bytes) => {
      last = bytes.at(-1) ?? last;
      return sink.write(bytes);
    },
    end: async () => {
      if (last !== undefined && last !== 0x0a) await sink.write('\n');
    },
  };
};

/** To a terminal: line by line, each made inert. */
const terminalPart = (sink: Sink): ReturnType<typeof rawPart> => {
  const reader: LineReader = lineReader();
  const show = async (lines: readonly string[]): Promise<void> => {
    if (lines.length === 0) return;
    await sink.write(bytesOf(lines.map((line) => `${inertLine(line)}\n`).join('')));
  };
  return { write: (bytes) => show(reader.push(bytes)), end: () => show(reader.end()) };
};

/** The titles are written with the first output; once where both streams are the terminal. */
const groupWriter = (sinks: Sinks, title: string, isFirst: (place: Sink) => boolean): Writer => {
  const isOneScreen = sinks.stdout.isTerminal && sinks.stderr.isTerminal;
  const titled = new Set<Sink>();
  const parts = new Map<OutputStream, ReturnType<typeof rawPart>>();
  const partOf = (stream: OutputStream): ReturnType<typeof rawPart> => {
    const sink = sinks[stream];
    const place = isOneScreen ? sinks.stdout : sink;
    if (!titled.has(place)) {
      titled.add(place);
      const line = place.isTerminal ? `\u001b[1m==> ${title} <==\u001b[22m` : `==> ${title} <==`;
      void place.write(`${isFirst(place) ? '' : '\n'}${line}\n`);
    }
    const part = parts.get(stream) ?? (sink.isTerminal ? terminalPart(sink) : rawPart(sink));
    parts.set(stream, part);
    return part;
  };
  return {
    write: ({ stream, bytes }) => partOf(stream).write(bytes),
    finish: async () => {
      for (const part of parts.values()) await part.end();
    },
  };
};

const newGroup = (title: string): Group => {
  let begin = (): void => undefined;
  const turn = new Promise<void>((resolve) => {
    begin = resolve;
  });
  return { title, kept: [], size: 0, isEnded: false, turn, begin };
};

const titlesOf = (roles: readonly Role[]): readonly string[] => {
  const labels = labelsOf(roles);
  return roles.map(({ accountId, accountName }, at) =>
    sanitize(`${labels[at]}  ${accountId}  ${accountName}`, 400),
  );
};

type Shown = {
  readonly roles: readonly Role[];
  readonly sinks: Sinks;
  readonly redact: (text: string) => string;
};

export const groupedOutput = ({ roles, sinks, redact }: Shown): EachOutput => {
  const groups = titlesOf(roles).map(newGroup);
  const begun = new Set<Sink>();
  const isFirst = (place: Sink): boolean => begun.size < begun.add(place).size;
  let current = 0;
  let writer: Writer | undefined;
  const writerOf = (group: Group): Writer => {
    writer ??= groupWriter(sinks, group.title, isFirst);
    return writer;
  };
  const show = async (group: Group, chunks: readonly Chunk[]): Promise<void> => {
    await Promise.all(chunks.map((chunk) => writerOf(group).write(chunk)));
  };
  const flush = async (group: Group): Promise<void> => {
    const chunks = group.kept.splice(0);
    group.begin();
    await show(group, chunks);
  };
  const advance = async (): Promise<void> => {
    for (let group = groups[current]; group?.isEnded; group = groups[current]) {
      await flush(group);
      await writer?.finish();
      writer = undefined;
      current += 1;
    }
    const next = groups[current];
    if (next !== undefined) await flush(next);
  };
  let advancing = Promise.resolve();
  const take = async (index: number, chunk: Chunk): Promise<void> => {
    const group = groups[index];
    if (group === undefined) return;
    group.kept.push(chunk);
    group.size += chunk.bytes.length;
    if (index === current) await flush(group);
    else if (group.size > keptAtMost) await group.turn;
  };
  return async (event: EachEvent) => {
    if (event.kind === 'output') return take(event.index, event);
    const told = toldOf(event, redact);
    if (told !== undefined) await take(event.index, { stream: 'stderr', bytes: Buffer.from(`${told}\n`) });
    const group = groups[event.index];
    if (event.kind !== 'ended' || group === undefined) return;
    group.isEnded = true;
    advancing = advancing.then(advance);
    await advancing;
  };
};
