// Where the output of many programs goes. A reader that is slow is waited for, so that nothing piles up.
import type { EachEvent } from '../actions/run-each.ts';
import type { Role } from '../domain/role.ts';
import { sanitize } from '../domain/sanitize.ts';
import type { OutputStream } from '../ports/background-children.ts';

/** What a way to show the output makes of what happens. */
export type EachOutput = (event: EachEvent) => void | Promise<void>;

export type Sink = {
  readonly isTerminal: boolean;
  /** Written at once; the answer resolves when more may be written. */
  readonly write: (bytes: Uint8Array | string) => Promise<void>;
};

export type Sinks = Readonly<Record<OutputStream, Sink>>;

export const sinkOf = (stream: NodeJS.WriteStream): Sink => {
  let draining: Promise<void> | undefined;
  return {
    isTerminal: stream.isTTY === true,
    write: async (bytes) => {
      if (stream.write(bytes)) return;
      draining ??= new Promise<void>((resolve) => stream.once('drain', resolve)).then(() => {
        draining = undefined;
      });
      await draining;
    },
  };
};

export const sinksOf = (host: { stdout: NodeJS.WriteStream; stderr: NodeJS.WriteStream }): Sinks => ({
  stdout: sinkOf(host.stdout),
  stderr: sinkOf(host.stderr),
});

/** What each role is called: its profile, and where another of them has the same one, its account and name too. */
export const labelsOf = (roles: readonly Role[]): readonly string[] => {
  const counts = new Map<string, number>();
  for (const { profile } of roles) counts.set(profile, (counts.get(profile) ?? 0) + 1);
  return roles.map(({ profile, instance, accountId, roleName }) => {
    const isShared = (counts.get(profile) ?? 0) > 1;
    const name = isShared ? `${profile} (${instance} ${accountId} ${roleName})` : profile;
    return sanitize(name, 200);
  });
};

/** One line, without control characters, of why it could not run. */
export const failureLine = (redact: (text: string) => string, message: string): string =>
  sanitize(redact(message).replaceAll('\n', ' '), 400);

/** What rolecall itself has to say of a role, in a line: why it could not run, or what is wrong with its credentials. */
export const toldOf = (event: EachEvent, redact: (text: string) => string): string | undefined => {
  if (event.kind === 'warned') return `rolecall: ${failureLine(redact, event.text)}`;
  if (event.kind !== 'ended' || event.result.outcome.kind !== 'failed') return undefined;
  return `rolecall: ${failureLine(redact, event.result.outcome.message)}`;
};
