import { describe, expect, it } from 'vitest';
import { mfaCodeIn } from '../../src/domain/mfa-code.ts';
import { isLastingKeyId, readAccessKeys } from '../../src/domain/read-access-keys.ts';
import { parseUserArn } from '../../src/domain/user-arn.ts';

const id = 'AKIAFAKE7YKPKGW2DRP2';
const secret = 'FakeSecret+Key/GGOu3Ks4k7O5Tq4AnaRgsmr30';
const keys = { accessKeyId: id, secretAccessKey: secret };

describe('access keys as people have them', () => {
  it.each([
    ['two lines', `${id}\n${secret}\n`],
    ['two lines of Windows', `${id}\r\n${secret}\r\n`],
    [
      'JSON of the CLI',
      JSON.stringify({ AccessKey: { UserName: 'jo', AccessKeyId: id, SecretAccessKey: secret } }),
    ],
    ['JSON of a process', JSON.stringify({ Version: 1, AccessKeyId: id, SecretAccessKey: secret })],
    ['the CSV of the console', `\ufeffAccess key ID,Secret access key\n${id},${secret}\n`],
    ['the older CSV, with a name', `User name,Access key ID,Secret access key\njo,${id},${secret}`],
    ['a section', `[legacy]\naws_access_key_id = ${id}\nregion = x\naws_secret_access_key=${secret}\n`],
  ])('are read from %s', (_what, text) => {
    expect(readAccessKeys(text)).toEqual(keys);
  });

  it.each([
    ['nothing', ''],
    ['one line', id],
    ['the two the other way round', `${secret}\n${id}`],
    ['a secret with a space', `${id}\n${secret} x`],
    ['JSON cut short', '{"AccessKeyId": "AKIA'],
    ['JSON of something else', '[1, {"AccessKeyId": 7}]'],
    ['an escape', `${id}\n\u001b[31m${secret}`],
    ['a CSV without a row', 'Access key ID,Secret access key\n'],
  ])('are not read from %s', (_what, text) => {
    expect(readAccessKeys(text)).toBeUndefined();
  });

  it('that last begin with AKIA', () => {
    expect(isLastingKeyId(id)).toBe(true);
    expect(isLastingKeyId(id.replace('AKIA', 'ASIA'))).toBe(false);
    expect(isLastingKeyId(`${id}\n`)).toBe(false);
  });
});

describe('a code in what a program prints', () => {
  it.each([
    ['123456\n', '123456'],
    ['AWS:jo@acme  012345', '012345'],
    ['no code', undefined],
    ['1234567', undefined],
    ['111111 222222', undefined],
  ])('%j is %j', (output, code) => {
    expect(mfaCodeIn(output)).toBe(code);
  });
});

describe('the ARN of a user', () => {
  it.each([
    ['arn:aws:iam::111111111111:user/jo', { accountId: '111111111111', path: '/', userName: 'jo' }],
    [
      'arn:aws-cn:iam::111111111111:user/a/b/jo',
      { accountId: '111111111111', path: '/a/b/', userName: 'jo' },
    ],
    ['arn:aws:iam::111111111111:role/jo', undefined],
    ['arn:aws:iam::111111111111:root', undefined],
    ['arn:aws:sts::111111111111:federated-user/jo', undefined],
    ['arn:aws:iam::1:user/jo', undefined],
    ['arn:aws:iam::111111111111:user/jo/', undefined],
    ['arn:aws:iam::111111111111:user/j o', undefined],
  ])('%s', (arn, user) => {
    expect(parseUserArn(arn)).toEqual(user);
  });
});
