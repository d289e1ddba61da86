// `config edit`: a copy in the person's editor, checked before it takes the file's place. The copy stays until what was
// typed is in force or given up.
import { Cancelled, ConfigRefused, UsageError, UserError } from '../domain/errors.ts';
import { exitCodes } from '../domain/exit-codes.ts';
import { ownSecretVariables } from '../domain/own-secrets.ts';
import { splitWords } from '../domain/words.ts';
import { audited } from '../engine/audit.ts';
import type { Host } from '../host.ts';
import type { ConfigStore } from '../ports/config-store.ts';

const template = `# rolecall: where to sign in, and your own names, tags and regions. No secrets belong here.
# What may stand here: docs/configuration.md. Leave the file as it is to change nothing.
`;

const editorWords = ({ env, platform }: Host): readonly string[] => {
  const given = [env['VISUAL'], env['EDITOR']].find((text) => text !== undefined && text.trim() !== '');
  return splitWords(given ?? (platform === 'win32' ? 'notepad' : 'vi'));
};

const childEnv = ({ env }: Host): Record<string, string> => {
  const own: ReadonlySet<string> = new Set(ownSecretVariables);
  return Object.fromEntries(
    Object.entries(env).flatMap(([name, value]) =>
      value === undefined || own.has(name.toUpperCase()) ? [] : [[name, value] as const],
    ),
  );
};

const keptText = ({ draft }: ConfigStore): string =>
  `What you typed is kept in ${draft.path}. Go on with it: rolecall config edit`;

const openEditor = async (host: Host, { draft }: ConfigStore): Promise<void> => {
  const words = editorWords(host);
  const child = await host.services.child();
  const status = await child.run({ argv: [...words, draft.path], env: childEnv(host) });
  if (status !== 0)
    throw new UserError(`The editor (${words[0]}) ended with ${status}: nothing was changed.`, {
      hint: 'Another editor: EDITOR=nano rolecall config edit',
    });
};

const isYes = (answer: string): boolean => /^y(es)?$/i.test(answer);

/** A draft of before, where the person wants it; else the file. */
const startDraft = async (host: Host, store: ConfigStore, current: string | undefined): Promise<void> => {
  const left = await store.draft.read();
  if (left !== undefined && left !== (current ?? template)) {
    const question = `There is a draft of an earlier edit (${store.draft.path}). Go on with it? (Y/n)`;
    if (isYes(await host.ask(question, 'y'))) return;
  }
  await store.draft.write(current ?? template);
};

/** Undefined when it is right. */
const problemOf = async (store: ConfigStore, text: string): Promise<ConfigRefused | undefined> => {
  try {
    await store.check(text, store.draft.path);
    return undefined;
  } catch (error) {
    if (error instanceof ConfigRefused) return error;
    throw error;
  }
};

const giveUp = (store: ConfigStore, reason: string): UsageError =>
  new UsageError(reason, `${store.path} is as it was.\n${keptText(store)}`);

const finish = async (
  host: Host,
  store: ConfigStore,
  edit: { before: string | undefined; after: string },
) => {
  try {
    await audited(host.services, { subject: { event: 'config' }, run: () => store.write(edit) });
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    throw new UserError(error.message, { hint: keptText(store), exitCode: error.exitCode, cause: error });
  }
  await store.draft.remove();
  host.stderr.write(`${store.path} is changed.\n`);
  return exitCodes.ok;
};

/** Answers the exit code. Errors: UsageError where it stays wrong, UserError, Cancelled. */
export const editConfig = async (host: Host): Promise<number> => {
  if (!host.isInteractive)
    throw new UsageError(
      'There is no terminal to edit on.',
      'Change single keys with: rolecall config set KEY VALUE',
    );
  const store = await host.services.configStore();
  const before = await store.readText();
  await startDraft(host, store, before);
  for (;;) {
    await openEditor(host, store);
    const after = await store.draft.read();
    if (after === undefined || after === (before ?? template)) {
      await store.draft.remove();
      host.stderr.write('Nothing was changed.\n');
      return exitCodes.ok;
    }
    const found = await problemOf(store, after);
    if (found === undefined) return finish(host, store, { before, after });
    host.stderr.write(`${host.redact(found.message)}\n`);
    const answer = await host.ask('Edit again? (Y/n)', 'y').catch((error: unknown) => {
      if (error instanceof Cancelled) return 'n';
      throw error;
    });
    if (!isYes(answer)) throw giveUp(store, 'The edited text is not right, so it was not taken.');
  }
};
