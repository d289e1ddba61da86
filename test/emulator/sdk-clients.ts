// The real SDK clients, pointed at an emulator. One attempt: a test says itself what is tried again.
import { IAMClient } from '@aws-sdk/client-iam';
import { SSOClient } from '@aws-sdk/client-sso';
import { SSOOIDCClient } from '@aws-sdk/client-sso-oidc';
import { STSClient } from '@aws-sdk/client-sts';
import type { Emulator } from '../../src/emulator/start-emulator.ts';

export type Keys = {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** Absent where the keys last. */
  readonly sessionToken?: string;
};

const common = (emulator: Emulator) => ({
  endpoint: emulator.url,
  region: emulator.region,
  maxAttempts: 1,
});

export const portalClient = (emulator: Emulator): SSOClient => new SSOClient(common(emulator));

export const oidcClient = (emulator: Emulator): SSOOIDCClient => new SSOOIDCClient(common(emulator));

export const stsClient = (emulator: Emulator, credentials: Keys): STSClient =>
  new STSClient({ ...common(emulator), credentials });

export const iamClient = (emulator: Emulator, credentials: Keys): IAMClient =>
  new IAMClient({ ...common(emulator), credentials });

/** Keys as an answer of STS has them. */
export const issuedKeys = (from: object | undefined): Required<Keys> => {
  const { AccessKeyId, SecretAccessKey, SessionToken } = { ...from } as Record<string, unknown>;
  return {
    accessKeyId: String(AccessKeyId),
    secretAccessKey: String(SecretAccessKey),
    sessionToken: String(SessionToken),
  };
};

/** The one account and role that most tests need. */
export const smallOrganisation = {
  accounts: [
    {
      id: '012345678901',
      name: 'Payments Prod',
      email: 'aws+payments-prod@larkfield.example',
      roles: ['AdministratorAccess', 'DeployRole', 'ReadOnlyAccess', 'SecurityAudit', 'SupportUser'],
    },
    {
      id: '222222222222',
      name: 'Zürich <Research>',
      email: 'zh@larkfield.example',
      roles: ['ReadOnlyAccess'],
    },
  ],
} as const;
