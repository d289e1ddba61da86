import { expect, test } from 'vitest';
import { portalLink } from '../../src/domain/portal-link.ts';

const role = { accountId: '111111111111', roleName: 'Admin+Plus', via: undefined, isUser: undefined };

test.each([
  [
    'https://acme.awsapps.com/start',
    'https://acme.awsapps.com/start/#/console?account_id=111111111111&role_name=Admin%2BPlus',
  ],
  [
    'https://acme.awsapps.com/start/#/',
    'https://acme.awsapps.com/start/#/console?account_id=111111111111&role_name=Admin%2BPlus',
  ],
])('the link of %s', (startUrl, link) => {
  expect(portalLink({ startUrl }, role)).toBe(link);
});

test('there is none where the portal does not list the role', () => {
  expect(portalLink({ startUrl: '' }, role)).toBeUndefined();
  expect(portalLink({ startUrl: 'https://a.awsapps.com/start' }, { ...role, via: '1/A' })).toBeUndefined();
});
