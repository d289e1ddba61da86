import { UsageError, UserError } from '../../domain/errors.ts';
import type { HelperConfig } from '../../domain/helper/helper-config.ts';
import { type HelperTarget, helperTarget } from '../../domain/helper/helper-target.ts';
import { loadRoles } from '../../engine/load-roles.ts';
import type { Host } from '../../host.ts';
import type { Options } from '../command.ts';
import { readHelperFile } from './helper-file.ts';

export type FoundTarget = Exclude<HelperTarget, { readonly kind: 'none' }>;

export const profileOption = (options: Options): string => {
  const name = options['profile'];
  if (typeof name === 'string' && name !== '') return name;
  throw new UsageError('Which profile? Say --profile NAME.', 'See them with: aws-cli-helper --list-profiles');
};

/** Errors: UserError with what to do where there is no such profile. */
export const findTarget = async (host: Host, name: string, helper?: HelperConfig): Promise<FoundTarget> => {
  const { config, roles } = await loadRoles(host.services);
  const found = helperTarget(name, { helper: helper ?? (await readHelperFile(host)), config, roles });
  if (found.kind === 'none') throw new UserError(found.why, { hint: found.next });
  return found;
};

/** How rolecall's own commands name it. */
export const selectorOf = (target: FoundTarget): readonly string[] => [
  '--profile',
  target.kind === 'role' ? target.role.profile : target.name,
];
