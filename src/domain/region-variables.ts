// Which region a role leaves in an environment. The person's own choice stays unless another was asked for, and where one
// was, it is kept beside it and given back when the role goes.
//
// `ROLECALL_REGION` marks a region as ours: what equals it may be replaced or removed, all else is the person's own.
// `ROLECALL_ASKED_REGION` says that it was asked for, so that `role -` asks for it again. `ROLECALL_ROLE_REGION` is the
// role's own where the environment has another, so that `status` can tell.

export type Environment = Readonly<Record<string, string | undefined>>;

type Pair = readonly [name: string, value: string];

/** Changes of an environment. No name is in both lists. */
export type Change = { readonly set: readonly Pair[]; readonly unset: readonly string[] };

const places = [
  { name: 'AWS_REGION', kept: 'ROLECALL_OWN_REGION' },
  { name: 'AWS_DEFAULT_REGION', kept: 'ROLECALL_OWN_DEFAULT_REGION' },
] as const;

const marks = [
  'ROLECALL_REGION',
  'ROLECALL_ASKED_REGION',
  'ROLECALL_ROLE_REGION',
  ...places.map(({ kept }) => kept),
];

type Place = (typeof places)[number];

const isOurs = (env: Environment, { name }: Place): boolean =>
  Boolean(env['ROLECALL_REGION']) && env[name] === env['ROLECALL_REGION'];

/** What of an environment decides on the region, and no more of it. */
export const regionsOf = (env: Environment): Environment =>
  Object.fromEntries([...places.map(({ name }) => name), ...marks].map((name) => [name, env[name]]));

/** The person's own region in this place, be it there or kept beside ours. */
const own = (env: Environment, place: Place): string | undefined =>
  (isOurs(env, place) ? env[place.kept] : env[place.name]) || undefined;

const marksBut = (env: Environment, set: readonly Pair[]): readonly string[] =>
  marks.filter((name) => env[name] !== undefined && !set.some(([other]) => other === name));

const giveBack = (env: Environment): Change => {
  const ours = places.filter((place) => isOurs(env, place));
  const set = ours.flatMap((place): readonly Pair[] => {
    const before = own(env, place);
    return before === undefined ? [] : [[place.name, before]];
  });
  const gone = ours.filter((place) => own(env, place) === undefined).map(({ name }) => name);
  return { set, unset: gone };
};

export type RegionWish = {
  /** What was asked for; `none`: no region of a role. */
  readonly asked: string | 'none' | undefined;
  /** That of the role, its account or its instance. */
  readonly ofRole: string | undefined;
  /** The role's region also where the person has one of their own. */
  readonly overwrites: boolean;
};

const change = ({ asked, ofRole, overwrites }: RegionWish, env: Environment): Change => {
  const hasOwn = places.some((place) => own(env, place) !== undefined);
  const fallback = hasOwn && !overwrites ? undefined : ofRole;
  const region = asked === 'none' ? undefined : (asked ?? fallback);
  if (region === undefined) return giveBack(env);
  const kept = places.flatMap((place): readonly Pair[] => {
    const before = own(env, place);
    return before === undefined ? [] : [[place.kept, before]];
  });
  const set: readonly Pair[] = [
    ...places.map(({ name }): Pair => [name, region]),
    ['ROLECALL_REGION', region],
    ...(asked !== undefined || hasOwn ? [['ROLECALL_ASKED_REGION', region] as const] : []),
    ...kept,
  ];
  return { set, unset: [] };
};

const withMarks = ({ set, unset }: Change, env: Environment): Change => ({
  set,
  unset: [...unset, ...marksBut(env, set)],
});

/** No region of ours; what we had replaced is there again. */
export const giveRegionBack = (env: Environment): Change => withMarks(giveBack(env), env);

/** The region of a role goes into the environment, as far as the rule lets it. */
export const regionVariables = (wish: RegionWish, env: Environment): Change => {
  const { set, unset } = change(wish, env);
  const values = new Map<string, string | undefined>([
    ...places.map(({ name }) => [name, env[name]] as const),
    ...set,
  ]);
  for (const name of unset) values.delete(name);
  const isOther = places.some(({ name }) => Boolean(values.get(name)) && values.get(name) !== wish.ofRole);
  const told: readonly Pair[] =
    isOther && wish.ofRole !== undefined ? [['ROLECALL_ROLE_REGION', wish.ofRole]] : [];
  return withMarks({ set: [...set, ...told], unset }, env);
};
