// `doctor`: what is wrong with config, files, sessions, this shell and the AWS files, and how to mend it. It runs where
// nothing else does: with a broken config, a locked store, no network.
import packageJson from '../../package.json' with { type: 'json' };
import { checks } from '../actions/doctor/checks.ts';
import { examine, type Outside } from '../actions/doctor/examined.ts';
import { fixQuestion, mend } from '../actions/doctor/mend.ts';
import { runChecks } from '../actions/doctor/run-checks.ts';
import { countsOf, type Placed } from '../domain/doctor/finding.ts';
import { reportText, summaryText } from '../domain/doctor/report-text.ts';
import { UsageError, UserError } from '../domain/errors.ts';
import { exitCodes } from '../domain/exit-codes.ts';
import { sanitize } from '../domain/sanitize.ts';
import { audited } from '../engine/audit.ts';
import type { Host } from '../host.ts';
import { detectShell } from '../shells/registry.ts';
import type { Shell } from '../shells/shell.ts';
import { colorSupport } from '../terminal/color-support.ts';
import type { CommandModule, Options } from './command.ts';
import { programWords } from './program-words.ts';
import { slowLine } from './slow-line.ts';

const help = `
Looks at config.yaml, our files, the secret store, sessions, the clock, this shell's variables, the AWS files and the
terminal. It asks for no passphrase and changes nothing. Where you are not signed in and the start URL does not name its
region, a sign-in is begun at AWS, which nobody confirms, to see whether AWS knows the start URL there.

--fix asks before each thing that it mends: it closes our files to other users, removes what killed programs left
behind, and removes keys of ours in clear text that have ended. Nothing else is touched; all else is yours to mend.

Examples:
  rolecall doctor
  rolecall doctor --fix
  rolecall doctor --offline --json | jq '.findings[] | select(.level == "error")'

Exit codes: 0 no errors (warnings do not count), 1 there are errors.`;

const shellOf = async ({ env, platform, parentName }: Host): Promise<Shell> => {
  try {
    return detectShell(env, platform, await parentName());
  } catch {
    // ROLECALL_SHELL names none.
    return detectShell({ ...env, ROLECALL_SHELL: undefined }, platform, await parentName());
  }
};

const outsideOf = async (host: Host, options: Options): Promise<Outside> => {
  const { env, stdin, stdout, stderr } = host;
  const terminal = [stderr, stdout].find(({ isTTY }) => isTTY) ?? stderr;
  return {
    services: host.unattended().services,
    env,
    isOffline: options['offline'] === true,
    program: {
      words: programWords(host),
      scriptPath: host.scriptPath,
      version: packageJson.version,
      nodeVersion: host.nodeVersion,
      parentId: host.parentId,
      platform: host.platform,
    },
    terminal: {
      isStdinTerminal: stdin.isTTY === true,
      isStdoutTerminal: stdout.isTTY === true,
      isStderrTerminal: stderr.isTTY === true,
      columns: terminal.columns,
      rows: terminal.rows,
      colorLevel: colorSupport({ isTTY: terminal.isTTY === true }, env).level,
    },
    shell: await shellOf(host),
  };
};

const recordOf = ({ id, group, level, what, why, mend: how, fix, isMended }: Placed) => ({
  id,
  group,
  level,
  what,
  why: why ?? null,
  mend: how ?? [],
  fixable: fix !== undefined,
  ...(isMended === undefined ? {} : { fixed: isMended }),
});

const jsonOf = (findings: readonly Placed[]): string => {
  const { errors, warnings, notes } = countsOf(findings);
  return `${JSON.stringify({ version: packageJson.version, ok: errors === 0, errors, warnings, notes, findings: findings.map(recordOf) }, null, 2)}\n`;
};

const isColoured = ({ stdout, env }: Host): boolean => {
  const { level, isMono } = colorSupport(stdout, env);
  return level > 0 && !isMono;
};

const textOf = (host: Host, findings: readonly Placed[]): string =>
  reportText(findings, {
    isColoured: isColoured(host),
    width: host.stdout.isTTY ? host.stdout.columns || 80 : undefined,
  });

const diagnose = async (host: Host, outside: Outside): Promise<readonly Placed[]> => {
  const line = slowLine(host.stderr);
  try {
    const examined = await examine(outside);
    return await runChecks({ checks, examined, onCheck: (subject) => line.say(`Looking at ${subject} ...`) });
  } finally {
    line.end();
  }
};

type Mending = { readonly host: Host; readonly outside: Outside; readonly options: Options };

const mendOne = async ({ host, outside, options }: Mending, finding: Placed): Promise<Placed> => {
  const { fix } = finding;
  if (fix === undefined) return finding;
  const question = sanitize(fixQuestion(fix), 300);
  if (options['yes'] !== true && !(await host.confirm(question))) return finding;
  try {
    const inspection = await outside.services.inspection();
    await audited(outside.services, {
      subject: { event: 'doctor' },
      run: () => mend(outside.services, inspection, fix),
    });
    host.stderr.write(`${question.replace(/\?$/, '')}: done.\n`);
    return { ...finding, isMended: true };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    host.stderr.write(host.redact(`${question.replace(/\?$/, '')}: ${error.message}\n`));
    return { ...finding, isMended: false };
  }
};

const mendAll = async (mending: Mending, findings: readonly Placed[]): Promise<readonly Placed[]> => {
  const { host, options } = mending;
  const hasWork = findings.some(({ fix }) => fix !== undefined);
  if (hasWork && options['yes'] !== true && !host.isInteractive)
    throw new UsageError('There is no terminal to ask on, so nothing was mended.', 'Say --yes to go on.');
  const mended: Placed[] = [];
  for (const finding of findings) mended.push(await mendOne(mending, finding));
  if (!hasWork) host.stderr.write('There is nothing that --fix may mend.\n');
  return mended;
};

export const doctor: CommandModule = {
  configure: (command) =>
    void command
      .option('--fix', 'mend what is safe to mend, after asking')
      .option('-y, --yes', 'with --fix: do not ask')
      .option('--offline', 'leave the network alone')
      .option('--json', 'one object with every finding')
      .addHelpText('after', help),
  run: async (host, _args, options) => {
    const outside = await outsideOf(host, options);
    const isJson = options['json'] === true;
    let findings = await diagnose(host, outside);
    if (!isJson) host.stdout.write(host.redact(textOf(host, findings)));
    if (options['fix'] === true) {
      findings = await mendAll({ host, outside, options }, findings);
      if (!isJson) host.stdout.write(summaryText(findings));
    }
    if (isJson) host.stdout.write(host.redact(jsonOf(findings)));
    return countsOf(findings).errors === 0 ? exitCodes.ok : exitCodes.failed;
  },
};
