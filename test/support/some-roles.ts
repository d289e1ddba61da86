import type { Role } from '../../src/domain/role.ts';
import { noTags } from '../../src/domain/tag.ts';

/** A role of a made-up company, with what a test cares about. */
export const someRole = (changes: Partial<Role> = {}): Role => ({
  instance: 'acme',
  accountId: '012345678901',
  accountName: 'Acme Production',
  roleName: 'ReadOnly',
  email: 'aws+prod@acme.example',
  profile: 'prod-ReadOnly',
  region: 'eu-west-1',
  ssoRegion: 'us-east-1',
  tags: noTags,
  ...changes,
});
