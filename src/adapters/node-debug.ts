// NODE_DEBUG makes Node itself print the headers of every call on stderr, tokens among them, and more of it than a
// program that never reads our stderr lets through. Node decides that before we start, so it is dropped on the way.
const isDebugLine = (chunk: unknown): boolean =>
  typeof chunk === 'string' && /^[A-Z0-9_/-]+ \d+: /.test(chunk);

/** From the call on, nothing that Node debugs reaches `stderr`. */
export const dropNodeDebug = (stderr: NodeJS.WriteStream): void => {
  const write = stderr.write.bind(stderr) as (...given: readonly unknown[]) => boolean;
  stderr.write = (...given: readonly unknown[]): boolean => isDebugLine(given[0]) || write(...given);
};
