import type { ActionId } from '../domain/action.ts';
import { UsageError } from '../domain/errors.ts';
import { exitCodes } from '../domain/exit-codes.ts';
import type { Role } from '../domain/role.ts';
import type { Host } from '../host.ts';
import { initMark } from '../shells/init-mark.ts';
import { carryOut } from './carry-out.ts';
import type { CommandModule, Options } from './command.ts';
import { checkedTheme } from './own-themes.ts';
import { addConfirm } from './pass-guard.ts';
import {
  addPickOptions,
  expectedKeys,
  heightOption,
  isPrinting,
  pickActions,
  textOption,
  withPickDefaults,
} from './pick-options.ts';
import { matchesOf, printAnswer } from './pick-print.ts';
import { type PickRequest, pickRole, pickToPrint } from './pick-role.ts';
import { withSaved } from './saved-option.ts';

const help = `
Enter starts a subshell with the role, since a program cannot change the shell that starts it; the word role of
rolecall init can. When stdout is captured, as in eval "$(rolecall)", Enter prints exports.
Every other action has a key: press ? in the picker. Ctrl-C leaves without a word, exit 130.

--print, --multi, --print-query, --expect and --json print the name of the role's profile instead, a line each; the
query and the expected key come first, in lines of their own. ROLECALL_DEFAULT_OPTS holds options that are always
meant, as FZF_DEFAULT_OPTS does: words as a shell splits them, nothing expanded.

Examples:
  rolecall
  rolecall --query "prod admin" --select-1
  rolecall --action console
  rolecall --height 40%
  rolecall --filter env:prod
  rolecall --multi | xargs -I{} rolecall exec --profile {} -- aws sts get-caller-identity
  rolecall --print --expect ctrl-o,ctrl-e

Exit codes: as fzf's, 0 picked, 1 no match, 2 wrong usage, 130 left; else those of what Enter does.`;

/** Exports printed on a screen set nothing and show keys: there, a subshell is what Enter does. */
const enterAction = async (host: Host): Promise<ActionId> => {
  const { defaultAction } = await (await host.services.configStore()).load();
  return defaultAction === 'export' && host.stdout.isTTY ? 'exec' : defaultAction;
};

/** Who wanted exports may take the subshell for the shell. */
const sayWhichShell = (host: Host): void => {
  const mark = initMark(host.env, host.parentId);
  const word = mark?.isHere ? mark.name : 'role, after rolecall init --install';
  host.stderr.write(`This shell stays as it is, a new one holds the role. What sets this one: ${word}\n`);
};

const actionOf = async (host: Host, options: Options): Promise<ActionId> => {
  const given = options['action'];
  const named = pickActions.find((action) => action === given);
  if (given !== undefined && named === undefined)
    throw new UsageError(`--action is one of ${pickActions.join(', ')}.`);
  if (isPrinting(options) && named !== undefined && named !== 'print')
    throw new UsageError(`--action ${named} acts, and the other options print. Leave one of them out.`);
  return isPrinting(options) ? 'print' : (named ?? enterAction(host));
};

type Taken = { readonly role: Role | undefined; readonly confirm?: Options[string] };

/** `--select-1` and `--exit-0`, before there is a screen; undefined: it is for the person to pick. */
const takenAtOnce = async (host: Host, options: Options, query: string): Promise<Taken | undefined> => {
  if (options['select1'] !== true && options['exit0'] !== true) return undefined;
  const found = await matchesOf(host, query);
  if (found.length === 0) return options['exit0'] === true ? { role: undefined } : undefined;
  return found.length === 1 && options['select1'] === true
    ? { role: found[0], confirm: options['confirm'] }
    : undefined;
};

type Acting = { readonly taken: Taken | undefined; readonly isInsteadOfExports: boolean };

const pickAndAct = async (
  host: Host,
  request: PickRequest,
  { taken, ...acting }: Acting,
): Promise<number> => {
  if (taken !== undefined && taken.role === undefined) return exitCodes.failed;
  // What no screen showed has passed no guard.
  const picked =
    taken?.role === undefined
      ? { role: await pickRole(host, request), isConfirmed: true }
      : { role: taken.role, isConfirmed: false, confirm: taken.confirm };
  if (acting.isInsteadOfExports) sayWhichShell(host);
  return carryOut(host, request.action, picked);
};

export const pick: CommandModule = {
  configure: (command) => void addConfirm(addPickOptions(command)).addHelpText('after', help),
  run: async (host, _args, given) => {
    const options = withPickDefaults(host, given);
    const action = await actionOf(host, options);
    const { filters, defaultAction } = await (await host.services.configStore()).load();
    const query = withSaved({ filters }, options, textOption(options, 'query') ?? '');
    const expected = expectedKeys(options);
    const named = textOption(options, 'theme');
    const theme = named === undefined ? undefined : await checkedTheme(host.services, named);
    const asked = textOption(options, 'filter');
    const filter = asked === undefined ? undefined : withSaved({ filters }, options, asked);
    if (filter !== undefined)
      return printAnswer(host, options, { query: filter, key: '', roles: await matchesOf(host, filter) });
    const taken = await takenAtOnce(host, options, query);
    const request: PickRequest = {
      action,
      query,
      theme,
      expected,
      takesSeveral: options['multi'] === true,
      height: heightOption(options),
      mouse: options['mouse'] !== false,
      accessible: options['accessible'] === true,
    };
    const isInsteadOfExports =
      action === 'exec' && options['action'] === undefined && defaultAction === 'export';
    if (action !== 'print') return pickAndAct(host, request, { taken, isInsteadOfExports });
    const roles = taken?.role === undefined ? [] : [taken.role];
    return printAnswer(host, options, taken ? { query, key: '', roles } : await pickToPrint(host, request));
  },
};
