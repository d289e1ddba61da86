// What stands in the way of a server: SDKs take keys of `[default]` first.
import { parseAwsIni } from '../domain/aws-ini/parse-aws-ini.ts';
import { identitiesOf } from '../domain/aws-ini/section-identity.ts';
import { UsageError } from '../domain/errors.ts';
import type { Services } from '../ports/services.ts';

const givesKeys: ReadonlySet<string> = new Set([
  'aws_access_key_id',
  'credential_process',
  'login_session',
  'role_arn',
  'sso_session',
  'sso_start_url',
]);

/** What cannot be read is the SDK's to refuse. */
const defaultOfConfig = (text: string): boolean => {
  try {
    return parseAwsIni(text).sections.some(
      ({ header, entries }) =>
        identitiesOf(header).has('profile default') && entries.some(({ key }) => givesKeys.has(key)),
    );
  } catch {
    return false;
  }
};

/** SDKs take keys of `[default]` before a server: who holds one would be somebody else, silently. Errors: UsageError. */
export const refuseDefaultKeys = async (services: Services, otherwise: string): Promise<void> => {
  const files = await services.awsFiles();
  const isInCredentials = (await files.credentialsSections()).includes('default');
  if (!isInCredentials && !defaultOfConfig((await files.readConfig()) ?? '')) return;
  throw new UsageError(
    `Your AWS ${isInCredentials ? 'credentials file' : 'config'} gives keys to [default], which AWS SDKs prefer to a server.`,
    `Rename that section, name another file with AWS_SHARED_CREDENTIALS_FILE or AWS_CONFIG_FILE, or ${otherwise}.`,
  );
};
