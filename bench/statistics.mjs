// Numbers from samples. Medians and percentiles, never means: one collection of garbage must not move a figure.

/** The value below which `share` (0 to 1) of the samples lie, by the nearest rank. */
export const percentile = (samples, share) => {
  if (samples.length === 0) throw new Error('no samples');
  const sorted = [...samples].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)];
};

export const median = (samples) => percentile(samples, 0.5);

/** To three significant digits, so that two results can be read beside each other. */
export const round = (value) => Number(value.toPrecision(3));
