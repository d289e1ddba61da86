// A job of a pipeline: asks nobody, and ends at once with what to set when there are no credentials.
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { createAwsAuth, forCi, isRolecallError } from 'rolecall';

const region = process.env.AWS_REGION ?? 'eu-west-1';

const auth = createAwsAuth(
  forCi({
    toolName: 'deploy-runner',
    defaultRegion: region,
    requiredActions: ['ecs:UpdateService', 'ecs:DescribeServices'],
    // Keys that do not end have no place in a pipeline.
    allowIamUser: false,
  }),
);

try {
  const credentials = await auth.getCredentials();
  const sts = new STSClient({ region, credentials });
  const { Account } = await sts.send(new GetCallerIdentityCommand({}));
  console.log(`deploying to ${Account}`);
} catch (error) {
  if (!isRolecallError(error)) throw error;
  console.error(`${error.message}\n${error.hint}`);
  process.exitCode = 1;
}
