// After a command that handed out credentials: figures that wait are sent by a process of its own, every five minutes at
// most. The command itself has ended by then as far as anybody can tell.
import type { Host } from '../host.ts';
import { programWords } from './program-words.ts';

/** Never throws, and waits for nothing. */
export const sendMetricsLater = async (host: Host): Promise<void> => {
  try {
    const { services } = host;
    const { metrics, isAudited } = await (await services.configStore()).load();
    if (metrics === undefined || !isAudited) return;
    const { takeMetricsTurn } = await import('../engine/send-metrics.ts');
    if (!(await takeMetricsTurn(services))) return;
    await host.startApart([...programWords(host), 'metrics', 'send', '--quiet']);
  } catch {
    // Figures are of less use than the command that they are about.
  }
};
