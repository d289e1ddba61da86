import { endpointOverride } from '../domain/aws-endpoint.ts';
import { Cancelled, UsageError } from '../domain/errors.ts';
import { isRegion } from '../domain/region.ts';
import type { Host } from '../host.ts';
import type { Answers } from '../setup/state.ts';
import { openTerminal } from '../terminal/open-picker.ts';
import { openSetup, type SetupResult } from '../terminal/open-setup.ts';
import { pickerKeys } from './picker-keys.ts';
import { shellChoices } from './setup-shell.ts';
import { currentSetup, wizardPorts } from './wizard-ports.ts';

const likelyRegion = ({ env }: Host): string | undefined =>
  [env['AWS_REGION'], env['AWS_DEFAULT_REGION']].find((region) => region !== undefined && isRegion(region));

const show = async (host: Host, given: Partial<Answers>): Promise<SetupResult> => {
  const config = await (await host.services.configStore()).load();
  const terminal = openTerminal(host, host.platform);
  if (terminal === undefined)
    throw new UsageError(
      'There is no terminal to ask on.',
      'Give --instance, --start-url and --region: rolecall setup --help',
    );
  const { ports, tidy } = wizardPorts(host);
  try {
    return await openSetup({
      setting: {
        isLoopbackAllowed: endpointOverride('sso-oidc', host.env) !== undefined,
        likelyRegion: likelyRegion(host),
        current: currentSetup(config),
        shells: await shellChoices(host),
        given,
        keys: (await pickerKeys(host)).keys,
      },
      hasMouse: config.mouse !== false,
      theme: given.theme ?? config.theme,
      input: terminal.input,
      output: terminal.output,
      env: host.env,
      ports,
      lendTerminal: host.aroundPrompts,
    });
  } finally {
    terminal.close();
    await tidy();
  }
};

export type WizardOutcome =
  | { readonly kind: 'written'; readonly name: string; readonly isSignedIn: boolean }
  | { readonly kind: 'removed' };

/** Asks everything on the screen. Errors: Cancelled when it was left and nothing was changed. */
export const runWizard = async (host: Host, given: Partial<Answers>): Promise<WizardOutcome> => {
  const result = await show(host, given);
  if (result.kind === 'left') {
    if (result.hasRemoved) return { kind: 'removed' };
    throw new Cancelled();
  }
  const { name, files, isSignedIn } = result;
  for (const file of files) host.stderr.write(`Wrote ${file}.\n`);
  if (files.length === 0) host.stderr.write('Nothing had to be changed.\n');
  return { kind: 'written', name, isSignedIn };
};
