// The variables that rolecall reads and sets: `rolecall help environment`. A test compares them with the sources.
import { type HelpRow, helpRowLines } from './help-rows.ts';

export const readVariables: readonly HelpRow[] = [
  ['ROLECALL_HOME', 'all files under one folder, instead of the usual places'],
  ['ROLECALL_SHELL', 'the shell that env prints for'],
  ['ROLECALL_DEFAULT_OPTS', 'options of pick that are always meant'],
  ['ROLECALL_PASSPHRASE', "the secret store's passphrase"],
  ['ROLECALL_MASTER_KEY', "the store's key itself: base64 of 32 bytes, for CI"],
  ['ROLECALL_MFA_CODE', 'as --mfa-code'],
  ['ROLECALL_LOG', 'a debug log: stderr, or a file to append to'],
  ['ROLECALL_DEBUG', 'show where an unexpected error came from'],
  ['ROLECALL_ENDPOINT_URL_FEDERATION', 'where console sessions are made'],
  ['ROLECALL_ENDPOINT_URL_CONSOLE', 'the console itself'],
  ['AWS_CONFIG_FILE, AWS_SHARED_CREDENTIALS_FILE', 'the AWS files'],
  ['AWS_ENDPOINT_URL, AWS_ENDPOINT_URL_SSO, ...', 'other endpoints, as every SDK reads them'],
  ['AWS_USE_FIPS_ENDPOINT, AWS_USE_DUALSTACK_ENDPOINT', 'FIPS or dual-stack hosts'],
  ['HTTPS_PROXY, NO_PROXY', 'a proxy'],
  ['AWS_CA_BUNDLE, NODE_EXTRA_CA_CERTS', 'more certificates to trust'],
  ['BROWSER', "the browser's command, with %s for the URL"],
  ['XDG_CONFIG_HOME, XDG_STATE_HOME, XDG_CACHE_HOME', 'where files lie'],
  ['XDG_RUNTIME_DIR', 'where the socket of unlock lies'],
  ['NO_COLOR, FORCE_COLOR, CLICOLOR, CLICOLOR_FORCE', 'colour'],
];

export const setVariables: readonly HelpRow[] = [
  ['AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY', 'the keys of the role'],
  ['AWS_SESSION_TOKEN', 'what belongs to them'],
  ['AWS_PROFILE', 'instead of the keys, with export_mode: profile'],
  ['AWS_CONTAINER_CREDENTIALS_FULL_URI', 'instead of the keys, with export_mode: server'],
  ['AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE', "where that server's token lies"],
  ['AWS_REGION, AWS_DEFAULT_REGION', 'where a region is known, and the shell has none of your own'],
  ['AWS_CREDENTIAL_EXPIRATION, AWS_SESSION_EXPIRATION', 'when the keys end, as text'],
  ['ROLECALL_EXPIRES_AT', 'the same in seconds since the epoch, for prompts'],
  ['ROLECALL_PROFILE', "the role's profile"],
  ['ROLECALL_ROLE_ARN', 'its ARN'],
  ['ROLECALL_INSTANCE', 'its Identity Center instance'],
  ['ROLECALL_ACCOUNT_ID, ROLECALL_ACCOUNT_NAME', 'its account'],
  ['ROLECALL_ROLE_NAME', 'its name'],
  ['ROLECALL_KEY_ID', 'marks the keys as ours'],
  ['ROLECALL_REGION', 'marks the region as ours'],
  ['ROLECALL_ASKED_REGION', 'the same where it was asked for'],
  ['ROLECALL_ROLE_REGION', "the role's region, where the shell has another"],
  ['ROLECALL_OWN_REGION, ROLECALL_OWN_DEFAULT_REGION', 'your own, which --clear gives back'],
  ['ROLECALL_AWS_PROFILE', 'marks AWS_PROFILE as ours'],
  ['ROLECALL_SERVER', 'marks the address of a server as ours'],
  ['ROLECALL_TAG_NAME', 'a tag of the role, for each of tag_variables'],
  ['ROLECALL_VARIABLES', 'names of the tags, and of what compat: aws-sso-cli sets'],
  ['ROLECALL_EXEC', 'in what exec started: which role, so that exec in exec is noticed'],
  ['ROLECALL_INIT', 'set by init: the shell that has the function'],
];

export const environmentNotes = `AWS_PROFILE is never beside keys, since SDKs disagree on which wins: docs/exports.md. Secrets are never passed on to children.`;

export const environmentHelpText = `Variables that rolecall reads:

${helpRowLines(readVariables)}

Variables that a role sets in a shell; rolecall env --clear takes them away:

${helpRowLines(setVariables)}

${environmentNotes}
All of it: docs/configuration.md.
`;
