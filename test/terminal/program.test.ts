import { describe, expect, test } from 'vitest';
import { Cancelled, LoginNeeded, UserError } from '../../src/domain/errors.ts';
import { roleArn } from '../../src/domain/role.ts';
import type { KeyPress } from '../../src/picker/keymap.ts';
import { screenOf } from '../../src/picker/screen-kind.ts';
import { selectedRole } from '../../src/picker/selection.ts';
import { initialState } from '../../src/picker/state.ts';
import type { Frame } from '../../src/picker/view-model.ts';
import { createProgram, type Program } from '../../src/terminal/program.ts';
import { eventually } from '../support/eventually.ts';
import { type FakeWorld, fakeWorld } from '../support/fake-world.ts';
import { manyRoles } from '../support/many-roles.ts';
import { loaded, now, rolesOf, signedIn } from '../support/picker-fixture.ts';
import { setting } from '../support/picker-state.ts';

const chord = (name: string): KeyPress => ({ kind: 'chord', name });
const text = (typed: string): KeyPress => ({ kind: 'text', text: typed });

const textOf = (frame: Frame): string => JSON.stringify(frame);

type Started = { readonly program: Program; readonly frames: readonly Frame[]; readonly world: FakeWorld };

const start = async (world: FakeWorld, over: Parameters<typeof setting>[0] = {}): Promise<Started> => {
  const frames: Frame[] = [];
  const program = createProgram(initialState(setting(over)), {
    ports: world.ports,
    after: world.after,
    draw: (frame) => frames.push(frame),
    suspend: () => {},
  });
  program.start();
  await eventually(() => expect(program.state().isLoaded).toBe(true));
  await eventually(() => expect(program.state().sessions.size).toBe(program.state().instances.length));
  return { program, frames, world };
};

describe('the program', () => {
  test('draws the roles that are kept before anything else, and asks no network for it', async () => {
    const { frames, world } = await start(fakeWorld({ roles: rolesOf(8) }));
    expect(frames[0]?.body.kind).toBe('list');
    expect(textOf(frames[0] as Frame)).toContain('northwind-production-AdministratorAccess');
    expect(world.refreshes).toEqual([]);
  });

  test('says that it loads when that takes a while', async () => {
    const world = fakeWorld();
    const frames: Frame[] = [];
    const program = createProgram(initialState(setting()), {
      ports: { ...world.ports, loadRoles: () => new Promise(() => {}) },
      after: world.after,
      draw: (frame) => frames.push(frame),
      suspend: () => {},
    });
    program.start();
    expect(frames).toEqual([]);
    world.pass(100);
    expect(frames.map(textOf).join()).toContain('Loading the roles');
  });

  test('a burst of keys costs one frame', async () => {
    const { program, frames } = await start(fakeWorld({ roles: rolesOf(8) }));
    const before = frames.length;
    program.press([text('pro'), text('d'), chord('down'), chord('down')]);
    expect(frames.length).toBe(before + 1);
    expect(program.state().query.text).toBe('prod');
  });

  test('a second that changes nothing on the screen is not drawn', async () => {
    const { frames, world } = await start(fakeWorld({ roles: rolesOf(8) }));
    world.pass(1_500);
    const before = frames.length;
    world.pass(30_000);
    expect(frames.length).toBe(before);
    world.pass(60_000);
    expect(frames.length).toBeGreaterThan(before);
  });

  test('resolves with the role under the bar', async () => {
    const { program } = await start(fakeWorld({ roles: rolesOf(8) }));
    program.press([chord('down'), chord('enter')]);
    await expect(program.result).resolves.toEqual({ kind: 'chosen', action: 'export', role: rolesOf(8)[1] });
  });

  test('Ctrl-C cancels, gives up what runs, and draws nothing more', async () => {
    const { program, frames, world } = await start(fakeWorld({ roles: rolesOf(8) }));
    program.press([chord('ctrl+r')]);
    const before = frames.length;
    program.press([chord('ctrl+c'), text('x')]);
    await expect(program.result).resolves.toEqual({ kind: 'cancelled' });
    expect(world.refreshes[0]?.request.signal.aborted).toBe(true);
    world.pass(120_000);
    expect(frames.length).toBe(before);
  });

  test('refreshes a stale catalog behind the list and keeps the bar on its role', async () => {
    const { program, world } = await start(fakeWorld({ roles: rolesOf(40), set: { isStale: true } }));
    await eventually(() => expect(world.refreshes.length).toBe(1));
    program.press([chord('down'), chord('down')]);
    const role = selectedRole(program.state());
    world.refreshes[0]?.request.onProgress({
      instance: 'acme',
      accountsDone: 2,
      accountsTotal: 10,
      rate: 1,
      secondsLeft: 8,
    });
    expect(program.state().refresh?.progress?.accountsDone).toBe(2);
    world.refreshes[0]?.answer(loaded([...rolesOf(40)].reverse()));
    await eventually(() => expect(program.state().refresh).toBeUndefined());
    expect(selectedRole(program.state())).toEqual(role);
  });

  test('signs in where it is needed, then finishes with the choice', async () => {
    const { program, world } = await start(fakeWorld({ roles: rolesOf(8), session: { kind: 'signed-out' } }));
    program.press([chord('ctrl+o')]);
    world.signIns[0]?.request.onProgress({
      kind: 'opening-browser',
      url: 'https://example.com',
      isOpened: true,
    });
    expect(program.state().signIn?.instance).toBe('acme');
    world.signIns[0]?.answer(signedIn());
    await expect(program.result).resolves.toMatchObject({ kind: 'chosen', action: 'console' });
  });

  test('a cancelled sign-in is no failure, and its late answer is dropped', async () => {
    const { program, world } = await start(fakeWorld({ roles: rolesOf(8), session: { kind: 'signed-out' } }));
    program.press([chord('enter'), chord('esc')]);
    expect(world.signIns[0]?.request.signal.aborted).toBe(true);
    world.signIns[0]?.fail(new Cancelled());
    program.press([chord('enter')]);
    world.signIns[1]?.fail(new UserError('Denied.', { hint: 'Ask your administrator.' }));
    await eventually(() => expect(screenOf(program.state())).toBe('failed'));
    expect(program.state().failed?.failure).toEqual({ message: 'Denied.', hint: 'Ask your administrator.' });
  });

  test('a session that AWS refuses during a refresh is shown as signed out', async () => {
    const { program, world } = await start(fakeWorld({ roles: rolesOf(8) }));
    program.press([chord('ctrl+r')]);
    world.refreshes[0]?.fail(new LoginNeeded('acme'));
    await eventually(() => expect(program.state().sessions.get('acme')).toEqual({ kind: 'signed-out' }));
  });

  test('what breaks unexpectedly is said without escapes', async () => {
    const { program, world } = await start(fakeWorld({ roles: rolesOf(8) }));
    program.press([chord('ctrl+r')]);
    world.refreshes[0]?.fail(new Error('bad \u001b[2J answer'));
    await eventually(() => expect(program.state().notice).toBeDefined());
    expect(program.state().notice?.text).toBe(
      'Not refreshed. Something unexpected happened: bad \\u{1b}[2J answer',
    );
  });

  test('roles that cannot be loaded are said, and can be tried again', async () => {
    const world = fakeWorld({ roles: rolesOf(8) });
    let isBroken = true;
    const program = createProgram(initialState(setting()), {
      ports: {
        ...world.ports,
        loadRoles: () =>
          isBroken ? Promise.reject(new UserError('The cache cannot be read.')) : world.ports.loadRoles(),
      },
      after: world.after,
      draw: () => {},
      suspend: () => {},
    });
    program.start();
    await eventually(() => expect(screenOf(program.state())).toBe('failed'));
    isBroken = false;
    program.press([chord('enter')]);
    await eventually(() => expect(screenOf(program.state())).toBe('list'));
  });

  test('a typing mistake finds what is near, after the keys', async () => {
    const { program, world } = await start(fakeWorld({ roles: rolesOf(40) }));
    program.press([text('securjty')]);
    expect(program.state().rescue?.order).toBeUndefined();
    world.pass(100);
    expect(program.state().rescue?.order?.length).toBeGreaterThan(0);
    expect(selectedRole(program.state())?.accountName).toBe('Security Audit');
  });

  test('what is near is looked for between the keys, and no longer once the query is another', async () => {
    const slow = fakeWorld({ roles: manyRoles(2000) });
    let ahead = 0;
    const now = (): number => {
      ahead += 5;
      return slow.ports.now() + ahead;
    };
    const { program, world } = await start({ ...slow, ports: { ...slow.ports, now } });
    program.press([text('qpaymenst')]);
    const { request } = program.state().rescue ?? {};
    world.pass(100);
    expect(program.state().rescue).toMatchObject({ request, order: undefined });
    program.press([text('q')]);
    world.pass(60);
    expect(program.state().rescue?.request).not.toBe(request);
    expect(program.state().rescue?.order).toBeUndefined();
    world.pass(1000);
    expect(program.state().rescue?.order).toBeDefined();
  });

  test('copies without leaving', async () => {
    const { program, world } = await start(fakeWorld({ roles: rolesOf(8) }));
    program.press([chord('ctrl+y')]);
    await eventually(() => expect(program.state().notice?.text).toBe('Copied the ARN.'));
    const [first] = rolesOf(1);
    expect(world.copied).toEqual([first && roleArn(first)]);
  });

  test('the countdown follows the clock that it is given', async () => {
    const { program, world } = await start(fakeWorld({ roles: rolesOf(8) }));
    world.pass(5_020);
    // Right after the turn of each second.
    expect(program.state().now).toBe(now + 5_010);
  });
});
