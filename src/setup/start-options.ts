// What the first screen offers: the instances that there are, what other tools on this machine know, and a new one.
import type { FoundStartUrl } from '../domain/found-start-urls.ts';
import type { Option } from './option.ts';
import type { KnownInstance, SetupState } from './state.ts';

const withHeading = (heading: string, options: readonly Option[]): readonly Option[] =>
  options.map((option, index) => (index === 0 ? { ...option, heading } : option));

const ofInstance = ({ name, startUrl, isIdentityCenter }: KnownInstance): readonly Option[] => [
  ...(isIdentityCenter ? [{ id: `change:${name}`, label: `Change ${name}`, detail: startUrl }] : []),
  {
    id: `remove:${name}`,
    label: `Remove ${name}`,
    detail: isIdentityCenter ? '' : 'no Identity Center: changed with rolecall config edit',
  },
];

/** Not those that are set up already. */
export const newStartUrls = ({ found, current }: SetupState): readonly FoundStartUrl[] =>
  (found ?? []).filter(({ url }) => !current.instances.some(({ startUrl }) => startUrl === url));

const ofFound = ({ url, region, origins }: FoundStartUrl): Option => ({
  id: `found:${url}`,
  label: url,
  detail: [region, ...origins].filter((part) => part !== undefined).join(', '),
});

export const startOptions = (state: SetupState): readonly Option[] => {
  const known = state.current.instances.flatMap(ofInstance);
  const found = newStartUrls(state).map(ofFound);
  const other = known.length + found.length > 0;
  return [
    ...withHeading('In config.yaml', known),
    ...withHeading('Found on this machine', found),
    ...withHeading(other ? 'New' : '', [
      { id: 'new', label: other ? 'Another start URL' : 'Type a start URL', detail: '' },
    ]),
  ];
};
