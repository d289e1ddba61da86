import { createHash } from 'node:crypto';
import type { Config } from '../domain/config.ts';

/** Of the config, what resolved roles depend on; tags and templates may be anything, so nearly all of it. */
export const configKey = (config: Config): string =>
  createHash('sha256')
    .update(
      JSON.stringify([config.profileTemplate, config.instances, config.tagRules, config.profiles?.unique]),
    )
    .digest('base64url');
