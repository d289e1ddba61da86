// Requests that the SDK signed, and what becomes of them when something about them is wrong.
import { GetUserCommand } from '@aws-sdk/client-iam';
import { GetCallerIdentityCommand, type STSClient } from '@aws-sdk/client-sts';
import { describe, expect, it } from 'vitest';
import type { EmulatorRequest } from '../../src/emulator/http/handler.ts';
import { readAuthorization, signatureOf } from '../../src/emulator/query/signature.ts';
import { useEmulator } from '../support/emulator.ts';
import { addUser } from '../support/users.ts';
import { roleKeys } from './role-keys.ts';
import { iamClient, type Keys, smallOrganisation, stsClient } from './sdk-clients.ts';

const start = async () => {
  const emulator = await useEmulator({ organisation: smallOrganisation });
  return { emulator, lasting: addUser(emulator), temporary: await roleKeys(emulator) };
};

const ask = (client: STSClient) => client.send(new GetCallerIdentityCommand({}));

const mismatch = (message: RegExp) => ({
  name: 'SignatureDoesNotMatch',
  message: expect.stringMatching(message),
  $metadata: { httpStatusCode: 403 },
});

const unknownToken = { name: 'InvalidClientTokenId', $metadata: { httpStatusCode: 403 } };

type Sent = { headers: Record<string, string>; body: string };

/** Changes a request of the client between its signing and its sending. */
const tamper = (client: STSClient, change: (sent: Sent) => void): STSClient => {
  client.middlewareStack.add(
    (next) => (args) => {
      change(args.request as Sent);
      return next(args);
    },
    { step: 'finalizeRequest', priority: 'low' },
  );
  return client;
};

it('is computed as AWS documents it', () => {
  const said =
    'AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/iam/aws4_request, SignedHeaders=content-type;host;x-amz-date, Signature=5d672d79c15b13162d9279b0855cfba6789a8edb4c82c400e06b5924a6f2b5d7';
  const authorization = readAuthorization(said);
  const request: EmulatorRequest = {
    method: 'GET',
    path: '/',
    query: new URLSearchParams('Version=2010-05-08&Action=ListUsers'),
    headers: {
      host: 'iam.amazonaws.com',
      'content-type': 'application/x-www-form-urlencoded; charset=utf-8',
      'x-amz-date': '20150830T123600Z',
    },
    body: '',
  };
  if (authorization === undefined) throw new Error('The header was not read.');
  expect(signatureOf(request, authorization, 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY')).toBe(
    authorization.signature,
  );
});

describe('keys', () => {
  it.each(['lasting', 'temporary'] as const)('that are %s need their own secret', async (kind) => {
    const started = await start();
    const { emulator } = started;
    const keys: Keys = started[kind];
    expect(await ask(stsClient(emulator, keys))).toHaveProperty('Arn');
    const wrong = { ...keys, secretAccessKey: 'FakeSecret+Key/other' };
    await expect(ask(stsClient(emulator, wrong))).rejects.toMatchObject(mismatch(/^The request signature/));
    await expect(iamClient(emulator, wrong).send(new GetUserCommand({}))).rejects.toMatchObject(
      mismatch(/^The request signature/),
    );
  });

  it('that nobody has are unknown', async () => {
    const { emulator, lasting } = await start();
    for (const accessKeyId of ['AKIAFAKEUNKNOWN23456', 'ASIAFAKEUNKNOWN23456'])
      await expect(ask(stsClient(emulator, { ...lasting, accessKeyId }))).rejects.toMatchObject(unknownToken);
  });

  it('that are temporary need their session token, lasting ones must have none', async () => {
    const { emulator, lasting, temporary } = await start();
    const { sessionToken, ...withoutToken } = temporary;
    for (const keys of [withoutToken, { ...lasting, sessionToken }])
      await expect(ask(stsClient(emulator, keys))).rejects.toMatchObject(unknownToken);
  });
});

describe('what is signed', () => {
  const authorized = (change: (header: string) => string) => (sent: Sent) => {
    sent.headers['authorization'] = change(sent.headers['authorization'] ?? '');
  };

  const header = (name: string, value: string) => (sent: Sent) => {
    sent.headers[name] = value;
  };

  // The same parameters, and the same length.
  const reorder = (sent: Sent): void => {
    sent.body = sent.body.split('&').reverse().join('&');
  };

  const noDate = (sent: Sent): void => {
    delete sent.headers['x-amz-date'];
  };

  const wrong = /^The request signature/;

  it.each<[string, (sent: Sent) => void, RegExp]>([
    ['the body', reorder, wrong],
    ['a signed header', header('content-type', 'application/x-www-form-urlencoded; x'), wrong],
    [
      'the day of the scope',
      authorized((said) => said.replace(/\/\d{8}\//, '/20200101/')),
      /Credential scope/,
    ],
    ['the service', authorized((said) => said.replace('/sts/', '/iam/')), /correct service: 'sts'/],
    ['the region', authorized((said) => said.replace('/us-east-1/', '/x/')), wrong],
    ['the host unsigned', authorized((said) => said.replace(';host;', ';')), /'host' must be a/],
    ['an unsigned x-amz header', header('x-amz-extra', '1'), /'x-amz-extra' must be a 'SignedHeader'/],
  ])('is refused with %s, changed after it', async (_what, change, message) => {
    const { emulator, lasting } = await start();
    await expect(ask(tamper(stsClient(emulator, lasting), change))).rejects.toMatchObject(mismatch(message));
  });

  it.each<[string, (sent: Sent) => void]>([
    ['the signature', authorized((said) => said.replace(/, Signature=.*/, ''))],
    ['the end of the scope', authorized((said) => said.replace('/aws4_request', ''))],
    ['the date', noDate],
  ])('is incomplete without %s', async (_what, change) => {
    const { emulator, lasting } = await start();
    await expect(ask(tamper(stsClient(emulator, lasting), change))).rejects.toMatchObject({
      name: 'IncompleteSignature',
      $metadata: { httpStatusCode: 400 },
    });
  });
});

describe('the date', () => {
  it.each([
    [-4, undefined],
    [4, undefined],
    [-6, /^Signature expired/],
    [6, /^Signature not yet current/],
  ])('may be 5 minutes off, not more: %i', async (minutes, message) => {
    const { emulator, lasting } = await start();
    const client = stsClient(emulator, lasting);
    client.config.systemClockOffset = minutes * 60_000;
    if (message === undefined) expect(await ask(client)).toHaveProperty('Arn');
    else await expect(ask(client)).rejects.toMatchObject(mismatch(message));
  });

  it('is right by the clock of the machine and by the shifted one', async () => {
    const { emulator, lasting } = await start();
    const client = stsClient(emulator, lasting);
    for (const shift of [86_400_000, 3_600_000, -90_000_000]) {
      emulator.shiftClock(shift);
      // By the second call the SDK has learnt the emulator's time from its answer.
      expect(await ask(client)).toHaveProperty('Arn');
      expect(await ask(client)).toHaveProperty('Arn');
      expect(await ask(stsClient(emulator, lasting))).toHaveProperty('Arn');
    }
  });
});
