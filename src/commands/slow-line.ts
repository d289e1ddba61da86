// One line on the terminal that says what takes so long, and goes when it is over. What is done within a second shows
// nothing at all.

export type SlowLine = {
  readonly say: (text: string) => void;
  /** Removes the line. */
  readonly end: () => void;
};

const patience = 1_000;

/** On anything but a terminal it says nothing: a log would keep every line. */
export const slowLine = (stream: NodeJS.WriteStream): SlowLine => {
  let text = '';
  let isShown = false;
  const show = (): void => {
    isShown = true;
    stream.write(`\r\u001b[2K${text.slice(0, Math.max(0, (stream.columns || 80) - 1))}`);
  };
  const timer = stream.isTTY ? setTimeout(show, patience) : undefined;
  return {
    say: (next) => {
      text = next;
      if (isShown) show();
    },
    end: () => {
      clearTimeout(timer);
      if (isShown) stream.write('\r\u001b[2K');
      isShown = false;
    },
  };
};
