// The setup on a terminal: says what the tool needs, asks for the way, and leaves each way to the program's own screens.
import { join } from 'node:path';
import { UsageError } from '../domain/errors.ts';
import { sanitize } from '../domain/sanitize.ts';
import type { Host } from '../host.ts';
import { keysNameOf } from './keys-name.ts';
import { runRolecall } from './run-rolecall.ts';
import type { SetupMethod, SetupOutcome, SetupRequest } from './setup-ui.ts';
import { checkWords, testProfile } from './test-profile.ts';

const titles: Readonly<Record<SetupMethod, string>> = {
  'identity-center': 'Sign in with IAM Identity Center',
  profile: 'Use a profile that is there',
  'iam-user': 'Keep the access keys of an IAM user, encrypted',
};

const introOf = ({
  toolName,
  toolVersion,
  branding,
  requiredActions,
  customPermissions,
}: SetupRequest): string => {
  const name = toolVersion === undefined ? toolName : `${toolName} ${toolVersion}`;
  const { companyName, supportEmail, supportUrl } = branding;
  const who = companyName === undefined ? name : `${name} (${companyName})`;
  const needs = [
    ...requiredActions.map(({ action, why }) => `  ${action}${why === undefined ? '' : `: ${why}`}`),
    ...customPermissions.map(
      ({ actions, why }) => `  ${actions.join(', ')}${why === undefined ? '' : `: ${why}`}`,
    ),
  ];
  const help = [supportEmail, supportUrl].filter((text) => text !== undefined).join(', ');
  return [`${who} needs AWS. It uses:`, ...needs, ...(help === '' ? [] : [`Help: ${help}`])]
    .map((line) => sanitize(line, 300))
    .join('\n');
};

const choose = async (host: Host, question: string, choices: readonly string[]): Promise<number> => {
  const lines = choices.map((text, index) => `  ${index + 1}  ${sanitize(text, 120)}`);
  host.stderr.write(`\n${lines.join('\n')}\n`);
  for (;;) {
    const number = Number(await host.ask(question, '1'));
    if (Number.isInteger(number) && number >= 1 && number <= choices.length) return number - 1;
    host.stderr.write(`A number from 1 to ${choices.length}.\n`);
  }
};

const byIdentityCenter = async (host: Host): Promise<string> => {
  const { instances } = await (await host.services.configStore()).load();
  if (!instances.some(({ base }) => base === undefined)) await runRolecall(host, ['setup']);
  return runRolecall(host, ['pick', '--print']);
};

const byProfile = async (host: Host, { profiles }: SetupRequest): Promise<string> => {
  const at = await choose(host, 'Which profile?', profiles);
  return profiles[at] ?? '';
};

/** What is needed, as statements of a policy. */
const statementsOf = ({ requiredActions, customPermissions }: SetupRequest): readonly object[] => [
  ...(requiredActions.length === 0
    ? []
    : [{ sid: 'Needed', actions: requiredActions.map(({ action }) => action) }]),
  ...customPermissions.map(({ why: _, ...statement }) => statement),
];

/** A template of a user with these rights, the console's page, and the keys at a hidden prompt. */
const byKeys = async (host: Host, request: SetupRequest): Promise<string> => {
  const name = keysNameOf(request);
  const folder = await host.privateFolder('rolecall-setup-');
  try {
    const statements = join(folder.path, 'statements.json');
    await folder.write('statements.json', JSON.stringify(statementsOf(request)));
    await runRolecall(host, [
      ...[
        'iam-template',
        '--statements',
        statements,
        '--tool',
        request.toolName,
        '--keys',
        name,
        '--replace',
      ],
      ...['--output', join(folder.path, `${name}-iam-user.yaml`), '--region', request.region],
    ]);
    return name;
  } finally {
    await folder.remove();
  }
};

/** Errors: UserError where it does not work. */
const tryOut = async (host: Host, request: SetupRequest, profile: string): Promise<void> => {
  request.step(`Trying ${profile}`);
  const { arn, checks } = await testProfile(host, request, profile);
  const lines = [
    `It works: ${arn}`,
    ...checks.map(({ name, outcome }) => `  ${name}: ${checkWords[outcome]}`),
  ];
  host.stderr.write(`${lines.map((line) => sanitize(line, 300)).join('\n')}\n`);
};

/** Errors: Cancelled, UserError; UsageError without a terminal. */
export const terminalSetup = async (host: Host, request: SetupRequest): Promise<SetupOutcome> => {
  if (!host.isInteractive) throw new UsageError('There is no terminal to ask on.', 'Run: rolecall setup');
  host.stderr.write(`${introOf(request)}\n`);
  const { methods } = request;
  const [only] = methods;
  const at =
    methods.length > 1
      ? await choose(
          host,
          'How?',
          methods.map((method) => titles[method]),
        )
      : 0;
  const method = methods[at] ?? only;
  if (method === undefined) throw new UsageError('There is no way to set it up.', 'Look at the options.');
  request.step(titles[method]);
  const ways = { 'identity-center': byIdentityCenter, profile: byProfile, 'iam-user': byKeys };
  const profile = await ways[method](host, request);
  if (profile !== '') await tryOut(host, request, profile);
  return profile === '' ? { kind: 'cancelled' } : { kind: 'done', profile };
};
