import { describe, expect, it } from 'vitest';
import type { EachEvent } from '../../src/actions/run-each.ts';
import { groupedOutput } from '../../src/commands/each-grouped.ts';
import { labelsOf, type Sinks } from '../../src/commands/each-output.ts';
import { prefixedOutput } from '../../src/commands/each-prefixed.ts';
import { progressLine } from '../../src/commands/each-progress.ts';
import type { EachOutcome } from '../../src/domain/each-result.ts';
import type { OutputStream } from '../../src/ports/background-children.ts';
import fc from '../support/properties.ts';
import { someRole } from '../support/some-roles.ts';

const roles = ['one', 'two', 'three'].map((profile, at) =>
  someRole({ profile, accountId: `00000000000${at}`, accountName: `Account ${profile}` }),
);

const collecting = (isTerminal: boolean): { sinks: Sinks; text: () => string; errors: () => string } => {
  const written: Record<OutputStream, string[]> = { stdout: [], stderr: [] };
  const sink = (name: OutputStream) => ({
    isTerminal,
    write: async (bytes: Uint8Array | string) =>
      void written[name].push(Buffer.from(bytes as string).toString()),
  });
  return {
    sinks: { stdout: sink('stdout'), stderr: sink('stderr') },
    text: () => written.stdout.join(''),
    errors: () => written.stderr.join(''),
  };
};

const roleAt = (index: number) => roles[index] ?? someRole();

const says = (index: number, text: string, stream: OutputStream = 'stdout'): EachEvent => ({
  kind: 'output',
  index,
  role: roleAt(index),
  stream,
  bytes: Buffer.from(text),
});

const ends = (index: number, outcome: EachOutcome = { kind: 'exited', status: 0 }): EachEvent => ({
  kind: 'ended',
  index,
  result: { role: roleAt(index), outcome, ms: 1 },
});

const redact = (text: string): string => text.replaceAll('hush', '[redacted]');

const title = (index: number): string => {
  const { profile, accountId, accountName } = roleAt(index);
  return `==> ${profile}  ${accountId}  ${accountName} <==\n`;
};

describe('grouped output', () => {
  it('is in the order of the roles, whoever is first', async () => {
    const { sinks, text } = collecting(false);
    const output = groupedOutput({ roles, sinks, redact });
    for (const event of [says(2, 'c'), ends(2), says(0, 'a\n'), says(1, 'b1\n')]) await output(event);
    expect(text()).toBe(`${title(0)}a\n`);
    await output(ends(0));
    expect(text()).toBe(`${title(0)}a\n\n${title(1)}b1\n`);
    for (const event of [says(1, 'b2\n'), ends(1)]) await output(event);
    expect(text()).toBe(`${title(0)}a\n\n${title(1)}b1\nb2\n\n${title(2)}c\n`);
  });

  it('says why one could not run, without secrets and in one line', async () => {
    const { sinks, text, errors } = collecting(false);
    const output = groupedOutput({ roles, sinks, redact });
    const failed: EachOutcome = { kind: 'failed', status: 4, message: 'Not signed in\nwith hush.' };
    for (const event of [ends(0, failed), ends(1, { kind: 'not-run' }), ends(2)]) await output(event);
    expect(text()).toBe('');
    expect(errors()).toBe(`${title(0)}rolecall: Not signed in with [redacted].\n`);
  });

  it('lets one that has written a lot wait for its turn', async () => {
    const { sinks, text } = collecting(false);
    const output = groupedOutput({ roles, sinks, redact });
    let isTaken = false;
    const waiting = Promise.resolve(output(says(1, 'x'.repeat(5 * 1024 * 1024)))).then(() => {
      isTaken = true;
    });
    await output(says(0, 'a\n'));
    expect(isTaken).toBe(false);
    await output(ends(0));
    await waiting;
    expect(text().length).toBeGreaterThan(5 * 1024 * 1024);
  });

  it('has each role’s bytes whole and together, however they come', async () => {
    const what = fc.record({ index: fc.nat(2), text: fc.string({ minLength: 1, maxLength: 5 }) });
    await fc.assert(
      fc.asyncProperty(
        fc.array(what, { maxLength: 20 }),
        fc.shuffledSubarray([0, 1, 2], { minLength: 3 }),
        async (said, order) => {
          const { sinks, text } = collecting(false);
          const output = groupedOutput({ roles, sinks, redact });
          for (const { index, text: part } of said) await output(says(index, part));
          for (const index of order) await output(ends(index));
          const groups = [0, 1, 2].flatMap((index) => {
            const own = said
              .filter((one) => one.index === index)
              .map((one) => one.text)
              .join('');
            return own === '' ? [] : [`${title(index)}${own.endsWith('\n') ? own : `${own}\n`}`];
          });
          expect(text()).toBe(groups.join('\n'));
        },
      ),
    );
  });

  it('has one title on a terminal, for both streams, and inert lines', async () => {
    const { sinks, text, errors } = collecting(true);
    const output = groupedOutput({ roles, sinks, redact });
    for (const event of [says(0, 'a\u001b[2J\n'), says(0, 'b', 'stderr'), ends(0)]) await output(event);
    expect(text()).toBe(`\u001b[1m${title(0).trimEnd()}\u001b[22m\na\n`);
    expect(errors()).toBe('b\n');
  });
});

describe('prefixed output', () => {
  it('has no line without its name, whatever is written', async () => {
    const what = fc.record({
      index: fc.nat(2),
      text: fc.string({ unit: fc.constantFrom('a', '\n', '\r', '\u001b', '[', 'A', '|') }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(what, { maxLength: 20 }), fc.boolean(), async (said, isTerminal) => {
        const { sinks, text } = collecting(isTerminal);
        const output = prefixedOutput({ roles, sinks, redact, hasColour: false });
        for (const { index, text: part } of said) await output(says(index, part));
        for (const index of [0, 1, 2]) await output(ends(index));
        const lines = text().split('\n');
        expect(lines.pop()).toBe('');
        for (const line of lines) expect(line).toMatch(/^(one|two|three) *\| [^\r]*$/);
      }),
    );
  });
});

describe('what roles are called', () => {
  it('is told apart where profiles do not, and inert', () => {
    const twice = [someRole({ profile: 'p', roleName: 'A' }), someRole({ profile: 'p', roleName: 'B' })];
    expect(labelsOf([...twice, someRole({ profile: 'q\u001b[2J' })])).toEqual([
      'p (acme 012345678901 A)',
      'p (acme 012345678901 B)',
      'q\\u{1b}[2J',
    ]);
  });
});

describe('the line that tells how far it is', () => {
  it('is taken away before anything is written, and at the end', async () => {
    let screen = '';
    const show = (text: Uint8Array | string): boolean => {
      screen += text;
      return true;
    };
    const stream = { columns: 80, write: show } as unknown as NodeJS.WriteStream;
    const sink = { isTerminal: true, write: async (text: Uint8Array | string) => void show(text) };
    const progress = progressLine({ stdout: sink, stderr: sink }, stream, 2);
    progress.note({ kind: 'started', index: 0, role: roleAt(0) });
    expect(screen).toBe('\u001b[2m0 of 2 ended, 1 running\u001b[22m');
    screen = '';
    await progress.sinks.stdout.write('out\n');
    expect(screen).toBe('\r\u001b[Kout\n\u001b[2m0 of 2 ended, 1 running\u001b[22m');
    screen = '';
    progress.note(ends(0, { kind: 'exited', status: 1 }));
    expect(screen).toBe('\r\u001b[K\u001b[2m1 of 2 ended, 0 running, 1 failed\u001b[22m');
    screen = '';
    progress.end();
    expect(screen).toBe('\r\u001b[K');
  });
});
