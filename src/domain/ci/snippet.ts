// How a CI system gets AWS keys without keeping any: it proves by a token of its own (OpenID Connect) which job of which
// repository is running, and AWS gives keys of a role that trusts exactly that job.
import { partitionOf } from '../partition.ts';

export type CiRequest = {
  /** Of a role that trusts the CI system; not one of Identity Center, which trusts nobody else. */
  readonly roleArn: string;
  readonly region: string;
  /** `owner/name`; for Jenkins the path of the job. */
  readonly repository: string;
  readonly branch: string;
  /** `https://...` of the system that issues the tokens, without a slash at its end; undefined = the system's own. */
  readonly issuer: string | undefined;
};

export type CiSnippet = {
  /** Where the text belongs. */
  readonly file: string;
  readonly text: string;
  readonly issuer: string;
  readonly audience: string;
  readonly subject: string;
  /** What else a person must know, a sentence each. */
  readonly notes: readonly string[];
};

export const accountOf = (roleArn: string): string => roleArn.split(':')[4] ?? '';

/** `sts.amazonaws.com`, which China writes otherwise. */
export const stsAudience = (region: string): string =>
  partitionOf(region).id === 'aws-cn' ? 'sts.amazonaws.com.cn' : 'sts.amazonaws.com';

/** What IAM calls a provider: its URL without the scheme. */
const providerOf = ({ issuer }: Pick<CiSnippet, 'issuer'>): string => issuer.replace(/^https:\/\//, '');

/** The trust policy of the role. */
export const trustPolicy = (request: CiRequest, snippet: CiSnippet): object => {
  const provider = providerOf(snippet);
  const partition = request.roleArn.split(':')[1] ?? 'aws';
  return {
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: {
          Federated: `arn:${partition}:iam::${accountOf(request.roleArn)}:oidc-provider/${provider}`,
        },
        Action: 'sts:AssumeRoleWithWebIdentity',
        Condition: {
          StringEquals: {
            [`${provider}:aud`]: snippet.audience,
            [`${provider}:sub`]: snippet.subject,
          },
        },
      },
    ],
  };
};

/** The command that makes the provider known to an account, once. */
export const providerCommand = ({ issuer, audience }: CiSnippet): string =>
  `aws iam create-open-id-connect-provider --url ${issuer} --client-id-list ${audience}`;
