// A frame as the terminal would show it: as text, or with the escapes of a theme.
import './production-react.ts';
import '../../src/terminal/promise-with-resolvers.ts';
import { renderToString } from 'ink';
import { createPaint } from '../../components/paint.ts';
import { Screen } from '../../components/screen.tsx';
import type { Theme } from '../../src/domain/theme.ts';
import type { Frame } from '../../src/picker/view-model.ts';
import { themeNamed } from '../../themes/registry.ts';

const noPaint = createPaint(themeNamed('mono'), 0);

/** The screen's lines, without an escape. */
export const drawText = (frame: Frame): string =>
  renderToString(<Screen frame={frame} paint={noPaint} />, { columns: frame.width });

/** In true colour. */
export const drawIn = (theme: Theme, frame: Frame): string =>
  renderToString(<Screen frame={frame} paint={createPaint(theme, 3)} />, { columns: frame.width });
