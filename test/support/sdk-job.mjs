// A job that outlives its first keys: it asks the SDK's default chain who it is, waits until the chain gives other
// keys, and asks again. Prints a JSON line of what it saw.
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { fromContainerMetadata, fromNodeProviderChain } from '@aws-sdk/credential-providers';

const identity = async (credentials) => {
  const sts = new STSClient({ region: 'us-east-1', credentials });
  return (await sts.send(new GetCallerIdentityCommand({}))).Arn;
};

const chain = fromNodeProviderChain();
const first = await chain();
const arns = [await identity(first)];
const limit = Date.now() + 30_000;
let second = first;
while (second.accessKeyId === first.accessKeyId && Date.now() < limit) second = await chain();
arns.push(await identity(second));
arns.push(await identity(await fromContainerMetadata()()));

const names = ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_SESSION_TOKEN', 'AWS_PROFILE'];
console.log(
  JSON.stringify({
    arns,
    isRenewed: second.accessKeyId !== first.accessKeyId,
    wasAlive: second.expiration.getTime() > Date.now(),
    set: names.filter((name) => process.env[name] !== undefined),
    region: process.env.AWS_REGION,
    uri: process.env.AWS_CONTAINER_CREDENTIALS_FULL_URI,
    token: process.env.AWS_CONTAINER_AUTHORIZATION_TOKEN,
  }),
);
