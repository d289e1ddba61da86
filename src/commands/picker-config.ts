// Changes of config.yaml that the picker asks for: worked out with comments and order kept, shown, and only then written.
import type { Config } from '../domain/config.ts';
import { UserError } from '../domain/errors.ts';
import type { Role } from '../domain/role.ts';
import { planRegion, planTags, type RoleConfigPlan } from '../domain/role-config-changes.ts';
import { unifiedDiff } from '../domain/unified-diff.ts';
import { audited } from '../engine/audit.ts';
import type { Host } from '../host.ts';
import type { ConfigWish } from '../picker/config-wish.ts';
import type { ProfilePlan } from '../picker/profile-change.ts';
import { diffText } from './diff-text.ts';

export type PlannedChange = {
  readonly plan: ProfilePlan;
  /** Does it, and answers a sentence that says so. */
  readonly save: () => Promise<string>;
};

const shownRefusals = 3;

const changesOf = (config: Config, wish: ConfigWish, roles: readonly Role[]): RoleConfigPlan['changes'] => {
  const { changes, refusals } =
    wish.kind === 'tags' ? planTags(config, roles, wish.edits) : planRegion(config, roles, wish.region);
  if (refusals.length === 0) return changes;
  const more = refusals.length - shownRefusals;
  throw new UserError(refusals.slice(0, shownRefusals).join('\n'), {
    ...(more > 0 ? { hint: `and ${more} more` } : {}),
  });
};

const doneText = (wish: ConfigWish, roles: readonly Role[], path: string): string => {
  const whose = roles.length === 1 ? (roles[0]?.profile ?? '') : `${roles.length} roles`;
  return `${wish.kind === 'tags' ? 'The tags' : 'The region'} of ${whose}: written to ${path}.`;
};

/** Errors: UserError for what cannot be done at the roles, UsageError for a config that is not right. */
export const planConfigChange = async (
  host: Host,
  wish: ConfigWish,
  roles: readonly Role[],
): Promise<PlannedChange> => {
  const store = await host.services.configStore();
  const edit = await store.plan(changesOf(await store.load(), wish, roles));
  const diff = unifiedDiff({
    before: edit.before ?? '',
    after: edit.after,
    beforeLabel: store.path,
    afterLabel: `${store.path} (new)`,
  });
  const lines =
    diff === '' ? [] : diffText(diff, { isTerminal: true, isColoured: false }).trimEnd().split('\n');
  return {
    plan: { diff: lines, warnings: [], file: store.path },
    save: async () => {
      await audited(host.services, { subject: { event: 'config' }, run: () => store.write(edit) });
      return doneText(wish, roles, store.path);
    },
  };
};
