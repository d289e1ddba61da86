// Plugins of the guide's file, declared in config.yaml. The guide's plugins speak another protocol than ours: they are
// declared, and `rolecall plugin check` says whether they answer.
import type { HelperConfig } from '../../domain/helper/helper-config.ts';
import type { Host } from '../../host.ts';
import { changeConfig } from '../change-config.ts';
import type { Options } from '../command.ts';

/** Answers whether all of them are declared. Errors: UsageError where there is nobody to ask. */
export const importPlugins = async (host: Host, helper: HelperConfig, options: Options): Promise<boolean> => {
  const { plugins = [] } = await (await host.services.configStore()).load();
  const missing = helper.plugins.filter(({ name }) => !plugins.some((one) => one.name === name));
  if (missing.length === 0) return true;
  const isWritten = await changeConfig(
    host,
    missing.map(({ name, path, config }) => ({ path: ['plugins', name], value: { path, config } })),
    {
      isAgreed: options['yes'] === true,
      question: 'Declare these plugins?',
      subject: { event: 'config' },
    },
  );
  if (isWritten) host.stderr.write('Try them with: rolecall plugin check\n');
  return isWritten;
};
