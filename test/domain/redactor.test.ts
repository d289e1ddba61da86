import { describe, expect, it } from 'vitest';
import { createRedactor, learnFields, learnVariables, redacted } from '../../src/domain/redactor.ts';
import {
  fakeSecretAccessKey,
  fakeSessionToken,
  fakeToken,
  fakeUserCode,
} from '../../src/emulator/fake-secrets.ts';
import fc from '../support/properties.ts';

describe('the redactor', () => {
  it('takes out every value that it has learned, in any spelling of it', () => {
    const secrets = [fakeSecretAccessKey(), fakeSessionToken(), fakeToken('refresh'), fakeUserCode()];
    const redactor = createRedactor();
    for (const secret of secrets) redactor.learn(secret);
    for (const secret of secrets) {
      const spelled = [
        `plain ${secret}.`,
        `url ${encodeURIComponent(secret)}`,
        `form ${new URLSearchParams({ x: secret })}`,
        JSON.stringify({ x: secret }),
      ];
      for (const text of spelled) {
        const clean = redactor.redact(text);
        expect(clean).toContain(redacted);
        expect(clean).not.toContain(secret.slice(-12));
      }
    }
  });

  it('leaves no learned value in any text', () => {
    fc.assert(
      fc.property(
        fc.string({ minLength: 6, maxLength: 40 }),
        fc.string(),
        fc.string(),
        (secret, before, after) => {
          const redactor = createRedactor();
          redactor.learn(secret);
          const isInOurWord = redacted.includes(secret);
          expect(isInOurWord || !redactor.redact(`${before}${secret}${after}`).includes(secret)).toBe(true);
        },
      ),
    );
  });

  it.each([
    ['https://a.example/x?token=abc#frag', `https://a.example/x?${redacted}`],
    ['http://user:pa55@proxy:8080/', `http://${redacted}@proxy:8080/`],
    ['key ASIAFAKEABCDEFGHWXYZ used', 'key ****WXYZ used'],
    ['Authorization: Bearer abcdef.ghijkl', `Authorization: Bearer ${redacted}`],
    ['{"refreshToken":"abc","x":1}', `{"refreshToken":"${redacted}","x":1}`],
    ['user_code=ABCD-EFGH&y=1', `user_code=${redacted}&y=1`],
    ['eyJhbGciOiJub25lIn0.eyJzdWIiOiJ4In0.sig', redacted],
    ['no token FwoGZXIvYXdzEBYaDKLAKSJDLKAJSDLKJASLDKJALSKDJLAKSJD/LKJASL==', `no token ${redacted}`],
    ['denied for hvs.CAESIJ0123456789abcdefghij', `denied for ${redacted}`],
    ['secret-store.get found=false ms=3', 'secret-store.get found=false ms=3'],
    [
      'https://oidc.eu-west-1.amazonaws.com could not be reached',
      'https://oidc.eu-west-1.amazonaws.com could not be reached',
    ],
  ])('knows a secret by its looks: %s', (text, clean) => {
    expect(createRedactor().redact(text)).toBe(clean);
  });

  it('learns the secret fields of a record, and nothing else of it', () => {
    const redactor = createRedactor();
    learnFields(redactor, { tokens: { accessToken: 'opaque-one', expiresAt: 5 }, region: 'eu-west-1' });
    expect(redactor.redact('opaque-one in eu-west-1')).toBe(`${redacted} in eu-west-1`);
  });

  it('learns the variables that unlock something', () => {
    const redactor = createRedactor();
    learnVariables(redactor, { ROLECALL_PASSPHRASE: 'correct horse', HOME: '/home/someone' });
    expect(redactor.redact('correct horse in /home/someone')).toBe(`${redacted} in /home/someone`);
  });
});
