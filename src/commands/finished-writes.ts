// Small writes that were begun on the picker's screen (a pin, a filter, a theme) end before the program does, however
// quickly a person leaves. So does a refresh, which is called off then, and keeps what it has found.

type Write = (...args: never[]) => Promise<unknown>;

export type Finishing<Ports> = {
  readonly ports: Ports;
  /** Never rejects: what failed was told on the screen, if there was one still. */
  readonly finished: () => Promise<void>;
};

/** The same ports, those named remembered while they run. */
export const finishingWrites = <Name extends string, Ports extends Readonly<Record<Name, Write>>>(
  ports: Ports,
  names: readonly Name[],
): Finishing<Ports> => {
  const running = new Set<Promise<unknown>>();
  const remembered =
    (write: Write): Write =>
    (...args) => {
      const work = write(...args);
      running.add(work);
      const forget = (): void => void running.delete(work);
      work.then(forget, forget);
      return work;
    };
  const wrapped = Object.fromEntries(names.map((name) => [name, remembered(ports[name])]));
  return {
    ports: { ...ports, ...wrapped },
    finished: async () => void (await Promise.allSettled([...running])),
  };
};
