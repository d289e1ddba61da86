// What AWS's word for "no" means when it is asked who somebody is, and what to do next.

export type Explanation = { readonly what: string; readonly next: string };

export type RefusedKeys = {
  /** Where they come from, as a person knows it: `variables of this shell`. */
  readonly source: string;
  /** The command that renews them; undefined where rolecall does not know one. */
  readonly renewal: string | undefined;
  readonly region: string;
};

type Explain = (keys: RefusedKeys) => Explanation;

const renew = ({ renewal }: RefusedKeys): string =>
  renewal === undefined ? 'Renew them where they came from, or unset them.' : `Run: ${renewal}`;

const explanations: Readonly<Record<string, Explain>> = {
  ExpiredToken: (keys) => ({
    what: `The credentials (${keys.source}) have ended.`,
    next: renew(keys),
  }),
  InvalidClientTokenId: (keys) => ({
    what: `AWS does not know these keys (${keys.source}): they were deleted or switched off, are of another partition than ${keys.region}, or lack their session token.`,
    next: `${renew(keys)}\nCheck the region, and AWS_ENDPOINT_URL*: rolecall doctor`,
  }),
  SignatureDoesNotMatch: (keys) => ({
    what: `The signature is wrong (${keys.source}): the secret key is not that of the key id, or this machine's clock is more than five minutes off.`,
    next: `Compare the clock: rolecall doctor\n${renew(keys)}`,
  }),
  AccessDenied: (keys) => ({
    what: `AWS knows these keys (${keys.source}), and a policy forbids them to ask who they are.`,
    next: 'An explicit deny of the organisation, of the session, or of a VPC endpoint does that: ask who administers the account.',
  }),
  RegionDisabledException: ({ region }) => ({
    what: `STS is not switched on in ${region} for this account.`,
    next: 'Ask in another region: --region us-east-1',
  }),
  MissingAuthenticationToken: (keys) => ({
    what: `The call was not signed (${keys.source}).`,
    next: 'Look at the variables: rolecall doctor',
  }),
};

const sameAs: Readonly<Record<string, string>> = {
  ExpiredTokenException: 'ExpiredToken',
  RequestExpired: 'SignatureDoesNotMatch',
  UnrecognizedClientException: 'InvalidClientTokenId',
  InvalidSignatureException: 'SignatureDoesNotMatch',
  IncompleteSignature: 'MissingAuthenticationToken',
  RegionDisabled: 'RegionDisabledException',
  AccessDeniedException: 'AccessDenied',
  OptInRequired: 'InvalidClientTokenId',
};

/** `code` is the error's wire name. */
export const explainRefusal = (code: string, keys: RefusedKeys): Explanation => {
  const name = Object.hasOwn(sameAs, code) ? (sameAs[code] ?? code) : code;
  const explain = Object.hasOwn(explanations, name) ? explanations[name] : undefined;
  if (explain !== undefined) return explain(keys);
  return { what: `AWS says no (${code}; ${keys.source}).`, next: 'Look around with: rolecall doctor' };
};
