// Which themes there are, and what one looks like, without opening the picker.
import { contrast, readableContrast } from '../domain/contrast.ts';
import { UsageError } from '../domain/errors.ts';
import { exitCodes } from '../domain/exit-codes.ts';
import { tableLines } from '../domain/table.ts';
import { type Style, type Theme, tones } from '../domain/theme.ts';
import type { Host } from '../host.ts';
import { muted, plain, strong } from '../picker/line.ts';
import type { ThemeEntry } from '../picker/theme-entry.ts';
import { themeSample } from '../picker/theme-sample.ts';
import { paintLines } from '../terminal/paint-lines.ts';
import type { CommandModule } from './command.ts';
import { checkedTheme, openThemeBook, type ThemeBook } from './own-themes.ts';

const help = `
Without a name: all of them, and the one that config.yaml has. Your own are files in the folder themes beside
config.yaml, such as themes/mine.yaml; a name shows one, and what is hard to read in it. In the picker: Alt-T.

Examples:
  rolecall themes
  rolecall themes midnight
  rolecall themes --json
  rolecall config set theme midnight`;

const tokens = [...tones, 'selection'] as const;

const styleText = (style: Style): string => {
  const { color, background, ...weights } = style;
  const words = [color, background && `on ${background}`, ...Object.keys(weights)];
  return words.filter((word) => word !== undefined).join(' ') || 'as your terminal writes';
};

type Shown = { readonly book: ThemeBook; readonly current: string };

const record = (entry: ThemeEntry, { book, current }: Shown) => {
  const { name, about, isOwn, problem } = entry;
  const start = { name, about, own: isOwn, current: name === current };
  if (problem !== undefined) return { ...start, problem };
  if (name === 'auto') return start;
  const theme = book.named(name);
  const styles = Object.fromEntries(tokens.map((token) => [token, theme[token]]));
  return { ...start, on: theme.on, canvas: theme.canvas, tokens: styles };
};

const entryText = ({ name, about, isOwn, problem }: ThemeEntry, current: string): readonly string[] => [
  name === current ? '*' : '',
  name,
  problem === undefined ? about : `not right: ${problem}`,
  isOwn ? 'yours' : '',
];

/** What is harder to read than text should be, where the background is known. */
const faintTexts = (theme: Theme): readonly string[] => {
  const { canvas } = theme;
  if (canvas === undefined) return [];
  return tones.flatMap((tone) => {
    const { color } = theme[tone];
    if (color?.startsWith('#') !== true || tone === 'rule' || tone === 'faint') return [];
    const ratio = contrast(color, canvas);
    if (ratio >= readableContrast) return [];
    return `${tone} is hard to read on ${canvas}: its contrast is ${ratio.toFixed(1)}, and text needs ${readableContrast}.`;
  });
};

const showOne = async (host: Host, name: string, { book, current }: Shown): Promise<number> => {
  const known = await checkedTheme(host.services, name);
  const theme = await book.read(known);
  const looks = tokens.map((token) => [
    plain(`  ${token.padEnd(12)}`),
    token === 'selection'
      ? plain(styleText(theme.selection))
      : ({ text: styleText(theme[token]), tone: token } as const),
  ]);
  const title = [strong(name), muted(name === current ? '  the theme in use' : '')];
  const lines = [title, [], ...themeSample(80), [], ...looks];
  const painted = paintLines(lines, {
    theme: name,
    output: host.stdout,
    env: host.env,
    named: book.named,
  });
  host.stdout.write(`${painted.map((line) => line.trimEnd()).join('\n')}\n`);
  for (const text of faintTexts(theme)) host.stderr.write(`rolecall: ${text}\n`);
  return exitCodes.ok;
};

export const themes: CommandModule = {
  configure: (command) =>
    void command
      .argument('[name]', 'show this one')
      .option('--json', 'an array of objects with name, about, own, current, on, canvas, tokens; or problem')
      .addHelpText('after', help),
  run: async (host, [name], options) => {
    const book = openThemeBook(host.services);
    const config = await (await host.services.configStore()).load();
    const shown = { book, current: config.theme };
    if (name !== undefined && options['json'] !== true) return showOne(host, name, shown);
    if (name !== undefined) await checkedTheme(host.services, name);
    const entries = (await book.entries()).filter((entry) => name === undefined || entry.name === name);
    if (entries.length === 0) throw new UsageError(`There is no theme ${JSON.stringify(name)}.`);
    const lines =
      options['json'] === true
        ? [
            JSON.stringify(
              entries.map((entry) => record(entry, shown)),
              null,
              2,
            ),
          ]
        : tableLines({
            header: ['', 'theme', 'about', ''],
            rows: entries.map((entry) => entryText(entry, config.theme)),
            width: host.stdout.columns || 100,
          });
    host.stdout.write(`${lines.join('\n')}\n`);
    return entries.some(({ problem }) => problem !== undefined) ? exitCodes.usage : exitCodes.ok;
  },
};
