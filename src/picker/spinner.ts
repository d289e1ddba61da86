const spinnerFrames = ['⠋', '⠙', '⠸', '⠴', '⠦', '⠇'];

/** How long each of its frames is shown (ms). */
export const spinnerPeriod = 125;

export const spinner = (now: number): string =>
  spinnerFrames[Math.floor(now / spinnerPeriod) % spinnerFrames.length] ?? '';
