// How the picker of any command looks and listens: what ROLECALL_DEFAULT_OPTS says of it. The rest of those options is for
// plain `rolecall`.
import type { Host } from '../host.ts';
import { checkedTheme } from './own-themes.ts';
import { defaultPickOptions, heightOption, textOption } from './pick-options.ts';
import type { PickRequest } from './pick-role.ts';

type Look = Pick<PickRequest, 'theme' | 'height' | 'mouse' | 'accessible'>;

/** Errors: UsageError for options that there are not. */
export const pickLook = async (host: Host): Promise<Look> => {
  const options = defaultPickOptions(host);
  const named = textOption(options, 'theme');
  return {
    theme: named === undefined ? undefined : await checkedTheme(host.services, named),
    height: heightOption(options),
    mouse: options['mouse'] !== false,
    accessible: options['accessible'] === true,
  };
};
