// The sets of keys that can be chosen, as changes of the usual bindings, by their names.

export type KeySet = {
  /** In place of the usual keys. */
  readonly keys: Readonly<Record<string, readonly string[]>>;
  /** Keys while no query is typed; a set that has some has the two modes of vi. */
  readonly normalKeys: Readonly<Record<string, readonly string[]>>;
};

const vim: KeySet = {
  keys: { 'normal-mode': ['esc'] },
  normalKeys: {
    type: ['i', '/', 'a'],
    'move-up': ['k'],
    'move-down': ['j'],
    'page-up': ['ctrl+u'],
    'page-down': ['ctrl+d'],
    'move-first': ['g'],
    'move-last': ['G'],
    'mark-down': [' '],
    'mark-range': ['v'],
    'mark-all': ['V'],
    'copy-arn': ['y'],
    console: ['o'],
    subshell: ['s'],
    'profile-write': ['p'],
    'profile-remove': ['P'],
    actions: ['x'],
    tags: ['t'],
    fold: ['z'],
    'fold-all': ['Z'],
    pin: ['m'],
    news: ['n'],
    details: ['d'],
    refresh: ['r'],
    quit: ['q'],
  },
};

const emacs: KeySet = {
  keys: {
    'move-up': ['up', 'ctrl+p'],
    'move-down': ['down', 'ctrl+n'],
    'page-up': ['pageup', 'alt+v'],
    'saved-filters': ["alt+'"],
    'page-down': ['pagedown', 'ctrl+v'],
    'move-first': ['home', 'alt+<'],
    'move-last': ['end', 'alt+>'],
    'cursor-left': ['left', 'ctrl+b'],
    'cursor-right': ['right', 'ctrl+f'],
    'delete-to-end': ['ctrl+k'],
    'profile-write': ['alt+m'],
    'news-write-profiles': ['w', 'alt+m'],
  },
  normalKeys: {},
};

export const keySets: Readonly<Record<'default' | 'vim' | 'emacs', KeySet>> = {
  default: { keys: {}, normalKeys: {} },
  vim,
  emacs,
};
