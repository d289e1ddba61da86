export type Throttle = { readonly admits: () => boolean };

/** A bucket of one second's requests, shared by all operations as AWS's is (identity-center.md 1.5). */
export const createThrottle = (perSecond: number | undefined, now: () => number): Throttle => {
  if (perSecond === undefined) return { admits: () => true };
  const capacity = Math.max(1, perSecond);
  let left = capacity;
  let filledAt = now();
  return {
    admits: () => {
      const at = now();
      left = Math.min(capacity, left + (Math.max(0, at - filledAt) / 1000) * perSecond);
      filledAt = at;
      if (left < 1) return false;
      left -= 1;
      return true;
    },
  };
};
