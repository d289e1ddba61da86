/** How a piece of text looks. Colours are names of the 16 (`blue`), or `#rrggbb`. */
export type Style = {
  readonly color?: string;
  readonly background?: string;
  readonly bold?: true;
  readonly dim?: true;
  readonly underline?: true;
  readonly inverse?: true;
};

/** Semantic tokens: a view names what a text means, a theme says how that looks. */
export type Theme = {
  readonly name: string;
  readonly plain: Style;
  /** Names that a pane is about. */
  readonly strong: Style;
  readonly muted: Style;
  /** Titles and what is there only for orientation. */
  readonly faint: Style;
  readonly accent: Style;
  readonly brand: Style;
  /** What the query matched; underlined in every theme, so that it shows without colour. */
  readonly match: Style;
  readonly key: Style;
  readonly rule: Style;
  readonly success: Style;
  readonly warning: Style;
  readonly critical: Style;
  /** Commands and URLs. */
  readonly code: Style;
  /** The selected row, over whatever its pieces have. */
  readonly selection: Style;
  /** Whether pieces of the selected row keep their colours; not where the row is inverse. */
  readonly keepsColorsOnSelection: boolean;
};
