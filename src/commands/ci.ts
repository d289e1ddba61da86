// `ci`: what a pipeline needs to get AWS keys without keeping any.
import { githubSnippet } from '../domain/ci/github.ts';
import { gitlabSnippet } from '../domain/ci/gitlab.ts';
import { jenkinsSnippet } from '../domain/ci/jenkins.ts';
import { type CiRequest, type CiSnippet, providerCommand, trustPolicy } from '../domain/ci/snippet.ts';
import { UsageError } from '../domain/errors.ts';
import { exitCodes } from '../domain/exit-codes.ts';
import { partitionOf } from '../domain/partition.ts';
import { isRegion } from '../domain/region.ts';
import type { CommandModule, Options } from './command.ts';

const help = `
Prints the pipeline, the trust policy of its role, and the command that tells the account of the CI system, once. No key
is stored anywhere: the job proves by a token of the CI system (OpenID Connect) what it is. The role must be one of your own in IAM: roles of Identity Center trust nobody but it.

Examples:
  rolecall ci github --role-arn arn:aws:iam::111111111111:role/deploy --region eu-west-1 --repo acme/shop
  rolecall ci gitlab --role-arn arn:aws:iam::111111111111:role/deploy --region eu-west-1 --repo acme/shop --part pipeline > .gitlab-ci.yml
  rolecall ci jenkins --role-arn arn:aws:iam::111111111111:role/deploy --region eu-west-1 --repo team/shop/main --issuer https://ci.acme.example/oidc`;

const systems: Readonly<Record<string, (request: CiRequest) => CiSnippet>> = {
  github: githubSnippet,
  gitlab: gitlabSnippet,
  jenkins: jenkinsSnippet,
};

const words: Readonly<Record<string, { readonly form: RegExp; readonly says: string }>> = {
  roleArn: {
    form: /^arn:aws[a-z-]*:iam::\d{12}:role\/(?:[\w+=,.@-]+\/)*[\w+=,.@-]{1,64}$/,
    says: '--role-arn is like arn:aws:iam::111111111111:role/deploy.',
  },
  repo: {
    form: /^[\w.@-]+(?:\/[\w.@-]+)+$/,
    says: '--repo is like acme/shop.',
  },
  branch: { form: /^[\w.-]+(?:\/[\w.-]+)*$/, says: '--branch is the name of a branch, like main.' },
  issuer: {
    form: /^https:\/\/[\w.-]+(?::\d{1,5})?(?:\/[\w.-]+)*$/,
    says: '--issuer is like https://gitlab.acme.example.',
  },
};

const wordOf = (options: Options, name: string): string | undefined => {
  const value = options[name];
  if (typeof value !== 'string') return undefined;
  const { form, says } = words[name] ?? { form: /^$/, says: '' };
  if (form.test(value)) return value;
  throw new UsageError(says);
};

const required = (options: Options, name: string): string => {
  const word = wordOf(options, name);
  if (word !== undefined) return word;
  throw new UsageError(`${words[name]?.says ?? name} It is needed.`);
};

const requestOf = (options: Options): CiRequest => {
  const roleArn = required(options, 'roleArn');
  if (roleArn.includes('/aws-reserved/') || roleArn.includes('/AWSReservedSSO_'))
    throw new UsageError(
      'A role of Identity Center trusts Identity Center alone: no pipeline can take it.',
      'Make a role in IAM for the pipeline, with the trust policy that this command prints.',
    );
  const region = options['region'];
  if (typeof region !== 'string' || !isRegion(region))
    throw new UsageError('--region is needed, like eu-west-1.');
  const partition = partitionOf(region).id;
  if (!roleArn.startsWith(`arn:${partition}:`))
    throw new UsageError(`${roleArn} is of another partition than ${region} (${partition}).`);
  return {
    ...{ roleArn, region },
    repository: required(options, 'repo'),
    branch: wordOf(options, 'branch') ?? 'main',
    issuer: wordOf(options, 'issuer'),
  };
};

type Printed = { readonly request: CiRequest; readonly snippet: CiSnippet };

const parts: Readonly<Record<string, (printed: Printed) => string>> = {
  pipeline: ({ snippet }) => snippet.text,
  trust: ({ request, snippet }) => `${JSON.stringify(trustPolicy(request, snippet), null, 2)}\n`,
  provider: ({ snippet }) => `${providerCommand(snippet)}\n`,
  all: (printed) => {
    const { request, snippet } = printed;
    return [
      `# 1. Once an account: tell IAM of the CI system.\n${parts['provider']?.(printed) ?? ''}`,
      `# 2. The trust policy of ${request.roleArn}\n${parts['trust']?.(printed) ?? ''}`,
      `# 3. ${snippet.file}\n${snippet.text}`,
      snippet.notes.map((note) => `# ${note}\n`).join(''),
    ].join('\n');
  },
};

export const ci: CommandModule = {
  configure: (command) =>
    void command
      .argument('<system>', 'what the pipeline runs on: github, gitlab or jenkins')
      .option('--role-arn <arn>', 'the role that the pipeline gets keys of')
      .option('-r, --region <region>', 'where it works')
      .option('--repo <path>', 'whose pipeline may have it: owner/name (of Jenkins: folder/job)')
      .option('--branch <name>', 'of which branch', 'main')
      .option('--issuer <url>', 'who issues the tokens, where it is not the usual one')
      .option('--part <part>', 'print one part alone: pipeline, trust, provider or all', 'all')
      .option('--json', 'one object with every part')
      .addHelpText('after', help),
  run: async (host, [system = ''], options) => {
    const make = Object.hasOwn(systems, system) ? systems[system] : undefined;
    if (make === undefined) throw new UsageError(`The systems are ${Object.keys(systems).join(', ')}.`);
    const request = requestOf(options);
    const printed = { request, snippet: make(request) };
    const name = String(options['part'] ?? 'all');
    const part = Object.hasOwn(parts, name) ? parts[name] : undefined;
    if (part === undefined) throw new UsageError(`--part is ${Object.keys(parts).join(', ')}.`);
    const { file, text, notes, ...facts } = printed.snippet;
    host.stdout.write(
      options['json'] === true
        ? `${JSON.stringify({ system, file, pipeline: text, trust: trustPolicy(request, printed.snippet), provider: providerCommand(printed.snippet), ...facts, notes }, null, 2)}\n`
        : part(printed),
    );
    return exitCodes.ok;
  },
};
