// How far this machine's clock is from AWS's, told by the Date header of its answers. The end of role credentials is a
// time of AWS's clock; everyone who asks whether they have ended (this program, any SDK) looks at this machine's.

/** ms: a Date header counts whole seconds, and is some time on its way. */
const tolerated = 30_000;

export type ServerClock = {
  /** `date` is the header as it came; what is no date changes nothing. */
  readonly heard: (date: string | undefined) => void;
  /** A time of AWS's clock as this machine's clock will show it (ms). */
  readonly toOurs: (time: number) => number;
};

export const createServerClock = (now: () => number): ServerClock => {
  let ahead = 0;
  return {
    heard: (date) => {
      const theirs = Date.parse(date ?? '');
      if (Number.isNaN(theirs)) return;
      const difference = now() - theirs;
      ahead = Math.abs(difference) > tolerated ? difference : 0;
    },
    toOurs: (time) => time + ahead,
  };
};
