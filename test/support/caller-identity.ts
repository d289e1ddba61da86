// Who an AWS SDK is through a profile of the AWS config: asked of STS, with the variables of a program.
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { fromIni } from '@aws-sdk/credential-providers';

/** The caller's ARN. The SDK reads this process's environment, so it is set for the call only. */
export const callerArn = async (profile: string, env: Readonly<Record<string, string>>): Promise<string> => {
  const before = { ...process.env };
  Object.assign(process.env, env);
  try {
    const credentials = fromIni({ profile, filepath: env['AWS_CONFIG_FILE'], ignoreCache: true });
    const { Arn } = await new STSClient({ region: 'us-east-1', credentials }).send(
      new GetCallerIdentityCommand({}),
    );
    return Arn ?? '';
  } finally {
    for (const name of Object.keys(env)) {
      const value = before[name];
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
  }
};
