import { isoSeconds } from '../../domain/expiry.ts';
import { queryService, type XmlMembers } from '../query/query-service.ts';
import type { IssuedKeys } from '../world.ts';

export const sts = queryService('sts', 'https://sts.amazonaws.com/doc/2011-06-15/');

export const credentialsXml = (keys: IssuedKeys): XmlMembers => ({
  AccessKeyId: keys.accessKeyId,
  SecretAccessKey: keys.secretAccessKey,
  SessionToken: keys.sessionToken,
  Expiration: isoSeconds(keys.expiresAt),
});
