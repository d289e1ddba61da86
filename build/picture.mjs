// Draws README's pictures from real frames: runs the built demo in a pty, presses keys, and writes what stands on the
// screen as SVG, a scene each. npm run picture
import { mkdirSync, writeFileSync } from 'node:fs';
import { spawn } from '@lydell/node-pty';
import xterm from '@xterm/headless';

const size = { cols: 120, rows: 32 };
const cell = { width: 8.4, height: 18 };
const palette = [
  '#1e1e2e',
  '#f38ba8',
  '#a6e3a1',
  '#f9e2af',
  '#89b4fa',
  '#f5c2e7',
  '#94e2d5',
  '#bac2de',
  '#6c7086',
  '#f38ba8',
  '#a6e3a1',
  '#f9e2af',
  '#89b4fa',
  '#f5c2e7',
  '#94e2d5',
  '#ffffff',
];
const base = { fg: '#cdd6f4', bg: '#11111b' };

/** Each from where the one before left the picker. `keys`: what is pressed; `shows`: what must stand there then. */
const scenes = [
  { name: 'picker', keys: ['prod adm'], shows: /> prod adm/ },
  { name: 'actions', keys: ['\u0018'], shows: /With this role|With the role/ },
  { name: 'themes', keys: ['\u001b', '\u001bt'], shows: /▌ ✓ \w/ },
];

const terminal = new xterm.Terminal({ ...size, allowProposedApi: true });
const { CI: _ci, NO_COLOR: _mono, ...env } = process.env;
// The pictures are on dark: the program is told so, as a dark terminal would tell it.
const pty = spawn(process.execPath, ['dist/cli.js', 'demo'], {
  ...size,
  env: { ...env, TERM: 'xterm-256color', COLORTERM: 'truecolor', COLORFGBG: '15;0' },
});
pty.onData((data) => terminal.write(data));

const line = (row) => terminal.buffer.active.getLine(row)?.translateToString(true) ?? '';
const screen = () => Array.from({ length: size.rows }, (_, row) => line(row)).join('\n');
const until = async (pattern) => {
  for (let tries = 0; tries < 400; tries += 1) {
    if (pattern.test(screen())) return;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw new Error(`never saw ${pattern}:\n${screen()}`);
};

const cube = (n) => {
  if (n < 16) return palette[n];
  if (n >= 232) return `#${(8 + (n - 232) * 10).toString(16).padStart(2, '0').repeat(3)}`;
  const part = (v) => (v === 0 ? 0 : 55 + v * 40).toString(16).padStart(2, '0');
  return `#${part(Math.floor((n - 16) / 36))}${part(Math.floor((n - 16) / 6) % 6)}${part((n - 16) % 6)}`;
};
const color = ({ isRgb, isPalette, value }, fallback) =>
  isRgb ? `#${value.toString(16).padStart(6, '0')}` : isPalette ? cube(value) : fallback;

const looks = (c) => {
  const fg = color({ isRgb: c.isFgRGB(), isPalette: c.isFgPalette(), value: c.getFgColor() }, base.fg);
  const bg = color({ isRgb: c.isBgRGB(), isPalette: c.isBgPalette(), value: c.getBgColor() }, base.bg);
  const [front, back] = c.isInverse() ? [bg, fg] : [fg, bg];
  const extra = [
    c.isBold() ? ' font-weight="bold"' : '',
    c.isDim() ? ' opacity="0.6"' : '',
    c.isUnderline() ? ' text-decoration="underline"' : '',
  ].join('');
  return { front, back, extra };
};

const xmlText = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

/** Runs of cells that look alike become one text each. */
const drawRow = (row) => {
  const cells = terminal.buffer.active.getLine(row);
  const out = [];
  let run = { text: '', x: 0, key: '' };
  const flush = () => {
    if (run.text.trim() !== '')
      out.push(
        `<text x="${(run.x * cell.width).toFixed(1)}" y="${row * cell.height + 14}"${run.key}>${xmlText(run.text)}</text>`,
      );
  };
  for (let x = 0; x < size.cols; x += 1) {
    const c = cells?.getCell(x);
    if (c === undefined || c.getWidth() === 0) continue;
    const { front, back, extra } = looks(c);
    if (back !== base.bg)
      out.push(
        `<rect shape-rendering="crispEdges" x="${(x * cell.width).toFixed(1)}" y="${row * cell.height}" width="${(c.getWidth() * cell.width + 0.3).toFixed(1)}" height="${cell.height}" fill="${back}"/>`,
      );
    const key = ` fill="${front}"${extra}`;
    const isWide = c.getWidth() > 1;
    if (key !== run.key || isWide) {
      flush();
      run = { text: '', x, key };
    }
    run.text += c.getChars() || ' ';
    if (isWide) {
      flush();
      run = { text: '', x: x + 2, key: '' };
    }
  }
  flush();
  // Backgrounds first, so that no text lies under its neighbour's.
  return [
    ...out.filter((part) => part.startsWith('<rect')),
    ...out.filter((part) => part.startsWith('<text')),
  ].join('');
};

await until(/4\d accounts/);
await until(/Refreshed|ready|nothing changed|\/ 1\d\d/);
await until(/^(?!.*of \d+ accounts)[\s\S]*$/);
const [width, height] = [Math.ceil(size.cols * cell.width), size.rows * cell.height];
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
mkdirSync('docs/images', { recursive: true });
for (const { name, keys, shows } of scenes) {
  for (const key of keys) {
    pty.write(key);
    // An escape that is followed at once would be Alt.
    await pause(150);
  }
  await until(shows);
  await pause(1200);
  const rows = Array.from({ length: size.rows }, (_, row) => drawRow(row)).join('\n');
  const file = `docs/images/${name}.svg`;
  writeFileSync(
    file,
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="-12 -12 ${width + 24} ${height + 24}" font-family="ui-monospace, 'DejaVu Sans Mono', Menlo, monospace" font-size="14" xml:space="preserve"><rect x="-12" y="-12" width="${width + 24}" height="${height + 24}" rx="8" fill="${base.bg}"/>\n${rows}\n</svg>\n`,
  );
  console.log(file);
}
pty.write('\u0003');
setTimeout(() => process.exit(0), 300);
