// Every command: help, completions and the README's table are drawn from this list. A module is loaded only when
// its command runs.
import type { CommandModule } from './command.ts';

export type CommandEntry = {
  readonly name: string;
  /** One line, imperative, without a full stop. */
  readonly summary: string;
  readonly load: () => Promise<CommandModule>;
};

export const commands: readonly CommandEntry[] = [
  {
    name: 'pick',
    summary: 'Open the picker (what plain `rolecall` does)',
    load: async () => (await import('./pick.ts')).pick,
  },
  {
    name: 'env',
    summary: 'Print exports of a role for this shell',
    load: async () => (await import('./env.ts')).env,
  },
  {
    name: 'exec',
    summary: 'Run a command, or a subshell, with a role',
    load: async () => (await import('./exec.ts')).exec,
  },
  {
    name: 'each',
    summary: 'Run one command with every role that matches',
    load: async () => (await import('./each.ts')).each,
  },
  {
    name: 'console',
    summary: 'Open the AWS console as a role',
    load: async () => (await import('./console.ts')).console,
  },
  {
    name: 'process',
    summary: 'Answer an SDK as its credential_process',
    load: async () => (await import('./process.ts')).process,
  },
  {
    name: 'serve',
    summary: 'Serve credentials to containers and long jobs',
    load: async () => (await import('./serve.ts')).serve,
  },
  {
    name: 'profiles',
    summary: 'Write roles as profiles in ~/.aws/config',
    load: async () => (await import('./profiles.ts')).profiles,
  },
  {
    name: 'credentials',
    summary: 'Write temporary keys into a credentials file, or clean them up',
    load: async () => (await import('./credentials.ts')).credentials,
  },
  {
    name: 'keys',
    summary: 'Keep lasting access keys of IAM users, encrypted',
    load: async () => (await import('./keys.ts')).keys,
  },
  {
    name: 'customer',
    summary: 'Keep the roles that customers let you assume',
    load: async () => (await import('./customer.ts')).customer,
  },
  {
    name: 'support-access',
    summary: 'Get into a customer’s account for one case and one time',
    load: async () => (await import('./support-access.ts')).supportAccess,
  },
  {
    name: 'plugin',
    summary: 'Show and check the programs of yours that give credentials',
    load: async () => (await import('./plugin.ts')).plugin,
  },
  { name: 'list', summary: 'List roles', load: async () => (await import('./list.ts')).list },
  { name: 'tags', summary: 'Show the tags of roles', load: async () => (await import('./tags.ts')).tags },
  {
    name: 'themes',
    summary: 'Show the themes of the picker, and try one out',
    load: async () => (await import('./themes.ts')).themes,
  },
  {
    name: 'history',
    summary: 'Show which roles were used and pinned',
    load: async () => (await import('./history.ts')).history,
  },
  {
    name: 'pin',
    summary: 'Pin a role before all others in the picker',
    load: async () => (await import('./pin.ts')).pin,
  },
  {
    name: 'unpin',
    summary: 'Take a pin away',
    load: async () => (await import('./unpin.ts')).unpin,
  },
  {
    name: 'use',
    summary: 'Set the role of a folder, which is offered first there',
    load: async () => (await import('./use.ts')).use,
  },
  {
    name: 'trust',
    summary: 'Let a folder’s role count that somebody else set',
    load: async () => (await import('./trust.ts')).trust,
  },
  {
    name: 'untrust',
    summary: 'Pass a folder’s role over from now on',
    load: async () => (await import('./untrust.ts')).untrust,
  },
  {
    name: 'status',
    summary: 'Say what this shell holds, and for how long',
    load: async () => (await import('./status.ts')).status,
  },
  {
    name: 'time',
    summary: 'Say how long this shell’s credentials live',
    load: async () => (await import('./time.ts')).time,
  },
  {
    name: 'whoami',
    summary: 'Ask AWS whose credentials these are',
    load: async () => (await import('./whoami.ts')).whoami,
  },
  {
    name: 'validate',
    summary: 'Ask AWS whether a role may do some actions',
    load: async () => (await import('./validate.ts')).validate,
  },
  {
    name: 'doctor',
    summary: 'Find what is wrong, and say how to mend it',
    load: async () => (await import('./doctor.ts')).doctor,
  },
  {
    name: 'ci',
    summary: 'Print what a pipeline needs to get AWS keys without keeping any',
    load: async () => (await import('./ci.ts')).ci,
  },
  {
    name: 'report',
    summary: 'Sum up the audit log: which roles are used, how often, how long',
    load: async () => (await import('./report.ts')).report,
  },
  {
    name: 'aws-cli-helper',
    summary: 'Answer the flags of the AWS CLI integration guide',
    load: async () => (await import('./aws-cli-helper.ts')).awsCliHelper,
  },
  {
    name: 'iam-template',
    summary: 'Write a CloudFormation template of an IAM user with few rights, and take its keys',
    load: async () => (await import('./iam-template.ts')).iamTemplateCommand,
  },
  {
    name: 'metrics',
    summary: 'Send figures of use to CloudWatch, where config.yaml says so',
    load: async () => (await import('./metrics.ts')).metrics,
  },
  {
    name: 'setup',
    summary: 'Add, change or remove an IAM Identity Center instance',
    load: async () => (await import('./setup.ts')).setup,
  },
  {
    name: 'import',
    summary: 'Take over what another tool knows: instances, roles, profiles, keys',
    load: async () => (await import('./import.ts')).importCommand,
  },
  {
    name: 'config',
    summary: 'Read, change and check config.yaml',
    load: async () => (await import('./config.ts')).config,
  },
  {
    name: 'login',
    summary: 'Sign in to Identity Center',
    load: async () => (await import('./login.ts')).login,
  },
  {
    name: 'logout',
    summary: 'Sign out and wipe what is stored',
    load: async () => (await import('./logout.ts')).logout,
  },
  {
    name: 'unlock',
    summary: 'Ask for the passphrase once for some hours',
    load: async () => (await import('./unlock.ts')).unlock,
  },
  {
    name: 'lock',
    summary: 'Ask for the passphrase again from now on',
    load: async () => (await import('./lock.ts')).lock,
  },
  {
    name: 'refresh',
    summary: 'Discover accounts and roles again',
    load: async () => (await import('./refresh.ts')).refresh,
  },
  {
    name: 'changes',
    summary: 'Tell which roles and accounts are new, gone or renamed',
    load: async () => (await import('./changes.ts')).changes,
  },
  {
    name: 'init',
    summary: 'Print the function that puts roles into this shell, or install it',
    load: async () => (await import('./init.ts')).init,
  },
  {
    name: 'completion',
    summary: 'Print the completion script of a shell',
    load: async () => (await import('./completion.ts')).completion,
  },
  {
    name: 'demo',
    summary: 'Try rolecall on a sample company, without AWS',
    load: async () => (await import('./demo.ts')).demo,
  },
  {
    name: 'emulator',
    summary: 'Run an embedded Identity Center on loopback',
    load: async () => (await import('./emulator.ts')).emulator,
  },
  {
    name: 'help',
    summary: 'Explain a topic, such as query, or a command',
    load: async () => (await import('./help.ts')).helpCommand,
  },
];
