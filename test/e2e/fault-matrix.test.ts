// Every operation that rolecall asks AWS for, failing in every way, at the built program: how it ends, what it says,
// and that the next call without the fault succeeds.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { storeOf } from '../soak/callers.ts';
import { type FaultKind, faultKinds, faultOf, isOnce } from '../soak/fault-kinds.ts';
import { type Lane, lanes, signIn } from '../soak/fault-lanes.ts';
import { figure, isSoak } from '../soak/size.ts';
import { type Journey, startSignedIn } from '../support/journey.ts';
import { runInside } from '../support/prepare.ts';
import type { Finished } from '../support/program.ts';
import { leakLines } from '../support/secret-forms.ts';

/** All in the soak. Else every way that ends otherwise than most, and of the others one in two, in turn. */
const quickKinds = (lane: Lane): readonly FaultKind[] =>
  faultKinds.filter((kind, index) => {
    if (lane.slow.includes(kind) || lane.elsewhere?.includes(kind)) return false;
    return isSoak || lane.ends[kind] !== undefined || (index + lanes.indexOf(lane)) % 2 === 0;
  });

type Turn = { readonly lane: Lane; readonly kinds: readonly FaultKind[] };

/** What runs one after the other, with one home. What takes long has a turn of its own. */
const turns: readonly Turn[] = lanes.flatMap((lane) => [
  { lane, kinds: quickKinds(lane) },
  ...(isSoak ? lane.slow.map((kind) => ({ lane, kinds: [kind] })) : []),
]);

/** A fault that comes once is not noticed: the call is made again, but for what a lane says. */
const statusFor = (lane: Lane, kind: FaultKind): number => lane.ends[kind] ?? (isOnce(kind) ? 0 : 6);

/** What it should not be, a line each. */
const problemsIn = (
  lane: Lane,
  { status, stdout, stderr }: Finished,
  expected: number,
): readonly string[] => {
  const holds: readonly (readonly [string, boolean])[] = [
    [`the status is ${expected}`, status === expected],
    ['stdout is empty', expected === 0 || stdout === ''],
    ['it names what failed', expected === 0 || lane.names.test(stderr)],
    ['it says what to do', expected === 0 || /\b(Run|Try|Check|Does it ask|sign out in)\b/.test(stderr)],
    ['it is no surprise', !stderr.includes('something went wrong')],
    ['it shows no stack', !/\n\s+at |node:internal/.test(stderr)],
    ['it is no novel', stderr.length < 1500],
    ['it tells no secret', leakLines('stderr', stderr).length === 0],
  ];
  return holds.filter(([, isSo]) => !isSo).map(([what]) => what);
};

/** The store and the files of the cache can be read, to the last record. */
const expectWhole = async ({ program }: Journey, config: string): Promise<void> => {
  const store = storeOf(program);
  for (const { key } of await store.list('')) JSON.parse((await store.get(key)) ?? 'gone');
  const home = join(program.home, 'rolecall');
  expect(readFileSync(join(home, 'config.yaml'), 'utf8')).toBe(config);
  const cache = join(home, 'cache');
  for (const name of readdirSync(cache).filter((each) => each.endsWith('.json')))
    JSON.parse(readFileSync(join(cache, name), 'utf8'));
};

const runRow = async (journey: Journey, lane: Lane, kind: FaultKind): Promise<readonly string[]> => {
  const { emulator, program } = journey;
  await lane.prepare(journey);
  const config = readFileSync(join(program.home, 'rolecall', 'config.yaml'), 'utf8');
  emulator.clearRequests();
  emulator.fault(faultOf(kind, lane.service, lane.operation));
  const expected = statusFor(lane, kind);
  const failed = await program.run(lane.args);
  const wasAsked = emulator.requests().some(({ operation }) => operation === lane.operation);
  emulator.clearFaults();
  await expectWhole(journey, config);
  // A session that has ended asks for a login; that a role is not assigned is believed for a minute, or until one.
  if (expected === 4 || expected === 5) await signIn(journey);
  if (lane.operation === 'Logout') await signIn(journey);
  const next = await runInside(program, lane.args);
  const problems = [
    ...problemsIn(lane, failed, expected),
    ...(wasAsked ? [] : ['the operation is asked for']),
    ...(next.status === 0 ? [] : [`the next call succeeds, not ${next.status}: ${next.stderr}`]),
  ];
  return problems.map(
    (what) => `${lane.name}, ${kind}: not so: ${what}. It ended with ${failed.status}: ${failed.stderr}`,
  );
};

const runTurn = async ({ lane, kinds }: Turn): Promise<readonly string[]> => {
  const journey = await startSignedIn();
  const problems: string[] = [];
  for (const kind of kinds) problems.push(...(await runRow(journey, lane, kind)));
  return problems;
};

// All at once, since most of it is waiting for another try.
test(
  'every operation failing in every way ends as documented, and the next call succeeds',
  async () => {
    const problems = (await Promise.all(turns.map(runTurn))).flat();
    const rows = turns.reduce((sum, { kinds }) => sum + kinds.length, 0);
    figure(
      `${rows} faults over ${lanes.length} calls: ${problems.length} that ended otherwise than promised`,
    );
    expect(problems).toEqual([]);
  },
  isSoak ? 1_200_000 : 120_000,
);
