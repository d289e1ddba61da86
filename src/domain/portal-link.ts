// The access portal's own link to one role: it holds no secret, and whoever opens it signs in as themselves.
// https://docs.aws.amazon.com/singlesignon/latest/userguide/createshortcutlink.html
import type { InstanceConfig } from './config.ts';
import type { Role } from './role.ts';

/** `destination` is a page of the console, by its URL. Undefined for a role that the portal does not list: assumed from another, or of an instance without a portal. */
export const portalLink = (
  { startUrl }: Pick<InstanceConfig, 'startUrl'>,
  { accountId, roleName, via, isUser }: Pick<Role, 'accountId' | 'roleName' | 'via' | 'isUser'>,
  destination?: string,
): string | undefined => {
  if (startUrl === '' || via !== undefined || isUser) return undefined;
  const query = new URLSearchParams({ account_id: accountId, role_name: roleName });
  if (destination !== undefined) query.set('destination', destination);
  return `${startUrl.replace(/[/#]+$/, '')}/#/console?${query}`;
};
