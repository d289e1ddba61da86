// Plugins of config.yaml that would not be run: moved, not executable, or open to others. None is run here.
import type { Finding } from '../../domain/doctor/finding.ts';
import { pluginPlaces } from '../../domain/plugin-places.ts';
import type { PluginFile } from '../../ports/plugins.ts';
import type { Check } from './examined.ts';

export type PluginFacts = {
  readonly name: string;
  readonly path: string;
  readonly file: PluginFile;
  /** By an instance or a role. */
  readonly isUsed: boolean;
};

export const pluginFindings = (facts: readonly PluginFacts[]): readonly Finding[] => {
  const bad = facts.flatMap(({ name, path, file, isUsed }): readonly Finding[] =>
    file.kind === 'good'
      ? []
      : [
          {
            id: 'plugin-refused',
            level: isUsed ? 'error' : 'note',
            what: `The plugin ${name} (${path}) is not run: ${file.why}.`,
            why: 'Roles that it gives the credentials for have none.',
            mend: ['It and its folders must be your own or the system’s, and nobody else may write them.'],
          },
        ],
  );
  if (bad.length > 0 || facts.length === 0) return bad;
  const names = facts.map(({ name }) => name).join(', ');
  return [{ id: 'plugins', level: 'ok', what: `Plugins are there, and yours alone: ${names}.` }];
};

export const pluginsCheck: Check = {
  subject: 'the plugins',
  group: 'rolecall',
  run: async ({ services, config }) => {
    if (config.kind === 'broken' || (config.config.plugins ?? []).length === 0) return [];
    const plugins = await services.plugins();
    return pluginFindings(
      (config.config.plugins ?? []).map(({ name, path }) => ({
        name,
        path,
        file: plugins.look(path),
        isUsed: pluginPlaces(config.config, name).length > 0,
      })),
    );
  },
};
