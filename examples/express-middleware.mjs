// A web server that acts as one role: what has no credentials answers 401, and says why.
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import express from 'express';
import { createAwsAuth, isRolecallError } from 'rolecall';

/** Puts the credentials into `request.aws`. For Express, and whatever else has `(request, response, next)`. */
const requireAws = (auth) => async (request, response, next) => {
  try {
    request.aws = { credentials: await auth.getCredentials() };
  } catch (error) {
    if (!isRolecallError(error)) return next(error);
    const { code, message, hint } = error;
    // AWS is away: trying again helps, signing in does not.
    return response.status(code === 'upstream' ? 503 : 401).json({ error: code, message, hint });
  }
  return next();
};

const auth = createAwsAuth({
  toolName: 'web-app',
  profileName: process.env.APP_PROFILE,
  ciMode: true,
});

const app = express();
app.get('/health', (_request, response) => response.json({ ok: true }));
app.use(requireAws(auth));
app.get('/whoami', async (request, response) => {
  const sts = new STSClient({ region: 'eu-west-1', credentials: request.aws.credentials });
  const { Arn } = await sts.send(new GetCallerIdentityCommand({}));
  response.json({ arn: Arn });
});

const server = app.listen(Number(process.env.PORT ?? 0), '127.0.0.1', () =>
  console.log(`http://127.0.0.1:${server.address().port}`),
);
