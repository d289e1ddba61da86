// `iam-template`: the way to keys of an IAM user, for whom there is no Identity Center: a template, the console's page, and
// the keys at a hidden prompt.
import { UsageError, UserError } from '../domain/errors.ts';
import { exitCodes } from '../domain/exit-codes.ts';
import {
  createStackPage,
  iamTemplate,
  logicalId,
  type TemplateRequest,
  templateWarnings,
} from '../domain/iam-template.ts';
import { isPlainName } from '../domain/parse-keys.ts';
import { policyStatements } from '../domain/policy-statements.ts';
import { isRegion } from '../domain/region.ts';
import { inertLines, lengthLimits, sanitize } from '../domain/sanitize.ts';
import type { Host } from '../host.ts';
import { addKeys } from './add-keys.ts';
import type { CommandModule, Options } from './command.ts';

const help = `
Writes a CloudFormation template for an IAM user that may do these actions and no more, opens the console's page that
makes a stack of it, and takes the keys from there at a hidden prompt into the secret store (as rolecall keys add does).
Without a terminal, or with --print, the template is printed and nothing else happens. Identity Center is the better way
wherever there is one: keys of a user never end.

Examples:
  rolecall iam-template --actions s3:GetObject,s3:PutObject,ec2:DescribeInstances --tool shop-cli
  rolecall iam-template --actions s3:GetObject --resource 'arn:aws:s3:::acme-shop/*' --print > user.yaml
  rolecall iam-template --statements policy.yaml --tool shop-cli --may-rotate`;

const wordsOf = (value: Options[string]): readonly string[] =>
  (Array.isArray(value) ? value : [value])
    .flatMap((one) => (typeof one === 'string' ? one.split(',') : []))
    .map((word) => word.trim())
    .filter((word) => word !== '');

const textOf = (value: Options[string]): string | undefined =>
  typeof value === 'string' ? value : undefined;

const statementsIn = async (host: Host, path: string) => {
  const text = await (await host.services.envFiles()).read(path);
  if (text === undefined) throw new UserError(`There is no file ${sanitize(path, lengthLimits.error)}.`);
  const { parseDocument } = await import('yaml');
  const shown = sanitize(path, lengthLimits.error);
  let value: unknown;
  try {
    const document = parseDocument(text, { logLevel: 'error' });
    // A tag such as !Sub would be lost, and what it stands before taken by the letter.
    if (document.warnings.length > 0)
      throw new UsageError(`${shown} has a tag of YAML, which is not known here.`);
    if (document.errors.length > 0) throw document.errors[0];
    value = document.toJS({ maxAliasCount: 10 });
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(`${shown} is neither YAML nor JSON.`);
  }
  return policyStatements(value);
};

const requestOf = async (host: Host, options: Options): Promise<TemplateRequest> => {
  const path = textOf(options['statements']);
  return {
    tool: textOf(options['tool']) ?? 'rolecall',
    actions: wordsOf(options['actions']),
    resources: wordsOf(options['resource']),
    statements: path === undefined ? [] : await statementsIn(host, path),
    hasKey: options['key'] !== false,
    mayRotate: options['mayRotate'] === true,
  };
};

const regionOf = (host: Host, options: Options): string => {
  const region = textOf(options['region']) ?? host.env['AWS_REGION'] ?? 'us-east-1';
  if (isRegion(region)) return region;
  throw new UsageError(`${region} is not an AWS region.`, 'A region looks like us-east-1.');
};

const keysName = (options: Options, { tool }: TemplateRequest): string => {
  const name = textOf(options['keys']) ?? tool;
  if (isPlainName(name)) return name;
  throw new UsageError(
    `${name} is no name for keys: letters, digits and _.@+- only.`,
    'Say one: --keys NAME',
  );
};

type Written = { readonly request: TemplateRequest; readonly text: string; readonly region: string };

const writeFile = async (host: Host, options: Options, { request, text }: Written): Promise<string> => {
  const files = await host.services.envFiles();
  const path = textOf(options['output']) ?? `${logicalId(request.tool)}-iam-user.yaml`;
  if (options['force'] !== true && (await files.read(path)) !== undefined)
    throw new UsageError(
      `${sanitize(path, lengthLimits.error)} is there already.`,
      'Say --force to replace it, or --output another.',
    );
  await files.write(path, text);
  return files.fullPath(path);
};

const guide = async (host: Host, options: Options, written: Written): Promise<number> => {
  const { request, region } = written;
  const name = keysName(options, request);
  const path = await writeFile(host, options, written);
  const page = createStackPage(region);
  const say = (text: string): void => void host.stderr.write(inertLines(text));
  say(
    `Wrote ${path}\n\n1. Make a stack of it: ${page}\n   ("Upload a template file"; agree that it makes IAM resources.)\n`,
  );
  say(
    request.hasKey
      ? '2. When it is done, its Outputs hold the key id and the secret.\n3. Give them here. Ctrl-C leaves the file and keeps nothing.\n\n'
      : '2. Make an access key for the user that its Outputs name, in IAM.\n3. Give it here. Ctrl-C leaves the file and keeps nothing.\n\n',
  );
  if (options['browser'] !== false) await (await host.services.browser()).open(undefined, page);
  const status = await addKeys(host, name, { ...options, region });
  if (status === exitCodes.ok && request.hasKey)
    say(
      request.mayRotate
        ? `Whoever may read the stack sees the secret until you run: rolecall keys rotate ${name}\n`
        : 'Whoever may read the stack sees the secret in its Outputs.\n',
    );
  return status;
};

const collect = (value: string, before: unknown): readonly string[] => [
  ...(Array.isArray(before) ? before : []),
  value,
];

export const iamTemplateCommand: CommandModule = {
  configure: (command) =>
    void command
      .option(
        '--actions <list>',
        'what the user may do, comma-separated: s3:GetObject,ec2:DescribeInstances',
        collect,
      )
      .option('--resource <arn>', 'on what alone (may be given again); every resource unless given', collect)
      .option(
        '--statements <file>',
        'own statements with conditions, YAML or JSON: sid, effect, actions, resources, condition',
      )
      .option('--tool <name>', 'what it is for', 'rolecall')
      .option('--may-rotate', 'the user may change its own keys, as rolecall keys rotate does')
      .option('--no-key', 'leave the access key to be made by hand: the secret stands in no stack then')
      .option('--print', 'print the template, and do nothing else')
      .option('-o, --output <file>', 'write it there')
      .option('--force', 'replace a file that is there')
      .option('--replace', 'in the place of keys that are kept under that name')
      .option('--keys <name>', 'keep the keys under this name; that of the tool unless given')
      .option('-r, --region <region>', 'where the stack is made (AWS_REGION, else us-east-1)')
      .option('--no-browser', 'open no page')
      .option('--json', 'print it as JSON')
      .addHelpText('after', help),
  run: async (host, _args, options) => {
    const region = regionOf(host, options);
    const request = await requestOf(host, options);
    const template = iamTemplate(request);
    for (const warning of templateWarnings(request)) host.stderr.write(inertLines(`${warning}\n`));
    if (options['json'] === true) {
      host.stdout.write(`${JSON.stringify(template, null, 2)}\n`);
      return exitCodes.ok;
    }
    const { stringify } = await import('yaml');
    const text = stringify(template, { lineWidth: 0, aliasDuplicateObjects: false });
    // Who sends stdout to a file wants the template there.
    // Who names the keys wants them, wherever the output goes.
    const isAsked = host.stdout.isTTY || options['keys'] !== undefined;
    if (options['print'] !== true && host.isInteractive && isAsked)
      return guide(host, options, { request, text, region });
    if (options['output'] === undefined) host.stdout.write(text);
    else host.stderr.write(`Wrote ${await writeFile(host, options, { request, text, region })}\n`);
    return exitCodes.ok;
  },
};
