// A change of config.yaml that a command makes: shown as a diff, asked about, recorded, written.
import { UsageError } from '../domain/errors.ts';
import { unifiedDiff } from '../domain/unified-diff.ts';
import { type AuditSubject, audited } from '../engine/audit.ts';
import type { Host } from '../host.ts';
import type { ConfigChange } from '../ports/config-store.ts';
import { showDiff } from './write-plan.ts';

type Asked = {
  /** Nobody has to be asked. */
  readonly isAgreed: boolean;
  readonly question: string;
  readonly subject: AuditSubject;
};

/** Answers whether it was written. Errors: UsageError where there is nobody to ask, and as `ConfigStore`. */
export const changeConfig = async (
  host: Host,
  changes: readonly ConfigChange[],
  { isAgreed, question, subject }: Asked,
): Promise<boolean> => {
  const store = await host.services.configStore();
  const edit = await store.plan(changes);
  if (!isAgreed) {
    if (!host.isInteractive)
      throw new UsageError('There is no terminal to ask on, so nothing was changed.', 'Say --yes to go on.');
    const labels = { beforeLabel: store.path, afterLabel: `${store.path} (new)` };
    showDiff(host, host.stderr, {
      diff: unifiedDiff({ before: edit.before ?? '', after: edit.after, ...labels }),
    });
    if (!(await host.confirm(question))) {
      host.stderr.write('Nothing was changed.\n');
      return false;
    }
  }
  await audited(host.services, { subject, run: () => store.write(edit) });
  return true;
};
