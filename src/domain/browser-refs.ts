// Wherever config.yaml names a browser.
import type { BrowserRef } from './browser.ts';
import type { Config } from './config.ts';

type Said = { readonly ref: BrowserRef | undefined; readonly path: readonly string[] };

/** Each, and where it stands. */
export const browserRefs = ({ browser, signInBrowser, tagRules, instances }: Config): readonly Said[] => [
  { ref: browser, path: ['browser'] },
  { ref: signInBrowser, path: ['sign_in_browser'] },
  ...tagRules.map((rule, index) => ({ ref: rule.browser, path: ['tag_rules', String(index), 'browser'] })),
  ...instances.flatMap((instance) => {
    const path = ['instances', instance.name];
    return [
      { ref: instance.browser, path: [...path, 'browser'] },
      { ref: instance.signInBrowser, path: [...path, 'sign_in_browser'] },
      ...instance.accounts.flatMap((account) => {
        const ofAccount = [...path, 'accounts', account.id];
        const ofRole = (name: string) => [...ofAccount, 'roles', name, 'browser'];
        return [
          { ref: account.browser, path: [...ofAccount, 'browser'] },
          ...account.roles.map((role) => ({ ref: role.browser, path: ofRole(role.name) })),
        ];
      }),
    ];
  }),
];

/** Does the file name a browser's program to run? */
export const browserCommands = (config: Config): readonly (readonly string[])[] => [
  ...browserRefs(config).flatMap(({ ref }) => (ref === undefined || typeof ref === 'string' ? [] : [ref])),
  ...Object.values(config.browsers ?? {}).flatMap(({ command }) => (command === undefined ? [] : [command])),
];
