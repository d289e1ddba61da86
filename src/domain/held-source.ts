// Where the credentials of a shell come from, in the order of the AWS CLI: keys in variables, then a profile, then what
// else the SDKs find by themselves.

type Environment = Readonly<Record<string, string | undefined>>;

export type HeldSource =
  | { readonly kind: 'variables' }
  | { readonly kind: 'profile'; readonly profile: string }
  /** `server`: of `rolecall exec --server`, or another container server. */
  | { readonly kind: 'server' }
  | { readonly kind: 'web-identity' }
  /** The default profile, or the machine's own role. */
  | { readonly kind: 'default' };

/** An empty variable counts as none. */
export const heldSource = (env: Environment): HeldSource => {
  if (env['AWS_ACCESS_KEY_ID'] && env['AWS_SECRET_ACCESS_KEY']) return { kind: 'variables' };
  const profile = env['AWS_PROFILE'] || env['AWS_DEFAULT_PROFILE'];
  if (profile) return { kind: 'profile', profile };
  if (env['AWS_WEB_IDENTITY_TOKEN_FILE'] && env['AWS_ROLE_ARN']) return { kind: 'web-identity' };
  const isServed = env['AWS_CONTAINER_CREDENTIALS_FULL_URI'] || env['AWS_CONTAINER_CREDENTIALS_RELATIVE_URI'];
  return isServed ? { kind: 'server' } : { kind: 'default' };
};

export const sourceText = (source: HeldSource): string => {
  switch (source.kind) {
    case 'variables':
      return 'variables of this shell';
    case 'profile':
      return `profile ${source.profile}`;
    case 'server':
      return 'a credential server (AWS_CONTAINER_CREDENTIALS_*)';
    case 'web-identity':
      return 'a web identity (AWS_WEB_IDENTITY_TOKEN_FILE)';
    case 'default':
      return 'the default profile or this machine';
  }
};
