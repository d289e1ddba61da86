const ending: readonly NodeJS.Signals[] = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/** Resolves at the first ending signal, which then no longer ends the program by itself. */
export const untilSignal = (from: Pick<NodeJS.Process, 'once' | 'off'>): Promise<NodeJS.Signals> =>
  new Promise((resolve) => {
    const heard = (signal: NodeJS.Signals): void => {
      for (const name of ending) from.off(name, heard);
      resolve(signal);
    };
    for (const name of ending) from.once(name, heard);
  });

/** Tells of every ending signal: none of them ends the program by itself, at no moment. */
export const onEachSignal = (
  from: Pick<NodeJS.Process, 'on'>,
  heard: (signal: NodeJS.Signals) => void,
): void => {
  for (const name of ending) from.on(name, heard);
};
