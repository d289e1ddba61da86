import type { SetupRequest } from './setup-ui.ts';

/** What the keys of a tool's IAM user are kept under. */
export const keysNameOf = ({ toolName }: Pick<SetupRequest, 'toolName'>): string =>
  toolName.toLowerCase().replace(/[^a-z0-9-]/g, '-');
