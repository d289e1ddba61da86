import { describe, expect, test } from 'vitest';
import type { PickerEvent } from '../../src/picker/event.ts';
import { screenOf } from '../../src/picker/screen-kind.ts';
import type { TaskId, TaskReport } from '../../src/picker/task.ts';
import { taskReportLines } from '../../src/picker/task-view.ts';
import { rolesOf, signedIn } from '../support/picker-fixture.ts';
import { listed, run, signedOut } from '../support/picker-state.ts';

const asked = (id: TaskId): PickerEvent => ({ kind: 'task-asked', task: { id } });
const mark: PickerEvent = { kind: 'mark-toggled', by: 1 };
const back: PickerEvent = { kind: 'backed-out' };
const finished = (over: Partial<TaskReport> = {}, request = 1): PickerEvent => ({
  kind: 'task-finished',
  request,
  report: { text: 'Done.', failures: [], signedOut: undefined, ...over },
});
const [first, second] = rolesOf(2) as [ReturnType<typeof rolesOf>[0], ReturnType<typeof rolesOf>[0]];
const failure = { message: 'AWS said no.', hint: undefined };
const failures = [{ role: first, failure }];

describe('a task', () => {
  test.each<TaskId>(['open-consoles', 'warm', 'forget', 'copy-exports', 'copy-console-url', 'sign-out'])(
    '%s runs for the selected role, with the picker open',
    (id) => {
      const { state, effects } = run(listed(), asked(id));
      expect(effects).toEqual([{ kind: 'run-task', request: 1, task: { id }, roles: [first] }]);
      expect(screenOf(state)).toBe('list');
      expect(state.task?.done).toBe(0);
    },
  );

  test('runs for the marked roles where there are some', () => {
    const { effects } = run(listed(), mark, mark, asked('warm'));
    expect(effects).toEqual([{ kind: 'run-task', request: 1, task: { id: 'warm' }, roles: [first, second] }]);
  });

  test('the console key opens the consoles of several marked roles and stays', () => {
    const { effects } = run(listed(), mark, mark, { kind: 'action-asked', action: 'console' });
    expect(effects[0]).toMatchObject({ kind: 'run-task', task: { id: 'open-consoles' } });
  });

  test('a report of one failure says all of it', () => {
    const message = `${'It is no page of the console, for a long reason. '.repeat(3)}The end.`;
    const one = [{ role: first, failure: { message, hint: `${'Try this. '.repeat(12)}Or that.` } }];
    const { state } = run(listed(), asked('warm'), finished({ failures: one }));
    const said = taskReportLines(state).map((line) => line.map(({ text }) => text).join(''));
    expect(said.join(' ')).toContain('The end.');
    expect(said.join(' ')).toContain('Or that.');
    expect(said.every((line) => line.length <= state.size.columns - 2)).toBe(true);
    const small = { ...state, size: { columns: 40, rows: 10 } };
    expect(taskReportLines(small).at(-1)?.[0]?.text).toBe('Esc');
  });

  test('exports are of one role', () => {
    const { state, effects } = run(listed(), mark, mark, asked('copy-exports'));
    expect(effects).toEqual([]);
    expect(state.notice?.text).toContain('takes one role');
  });

  test('does not open a window for each of very many roles', () => {
    const { state, effects } = run(listed(), { kind: 'all-marked' }, asked('open-consoles'));
    expect(effects).toEqual([]);
    expect(state.notice?.text).toContain('too many consoles');
  });

  test('counts what is done, of its own request only', () => {
    const { state } = run(
      listed(),
      mark,
      mark,
      asked('warm'),
      { kind: 'task-progressed', request: 1, done: 1 },
      { kind: 'task-progressed', request: 9, done: 2 },
    );
    expect(state.task?.done).toBe(1);
  });

  test('one runs at a time', () => {
    const { state, effects } = run(listed(), asked('warm'), asked('forget'));
    expect(effects).toHaveLength(1);
    expect(state.notice?.text).toBe('Still getting credentials. Esc stops that.');
  });

  test('ends with its sentence, and the lives are looked at again', () => {
    const { state, effects } = run(listed(), asked('forget'), finished());
    expect(state.task).toBeUndefined();
    expect(state.notice).toEqual({ level: 'done', text: 'Done.' });
    expect(effects.slice(1)).toEqual([{ kind: 'load-lives' }]);
  });

  test('signing out looks at the session again', () => {
    const { effects } = run(listed(), asked('sign-out'), finished());
    expect(effects).toContainEqual({ kind: 'load-session', instance: 'acme' });
  });

  test('what failed is told by role, on a screen that Esc and Enter leave', () => {
    const shown = run(listed(), asked('warm'), finished({ failures })).state;
    expect(screenOf(shown)).toBe('task-report');
    expect(screenOf(run(shown, back).state)).toBe('list');
    expect(screenOf(run(shown, { kind: 'accepted' }).state)).toBe('list');
  });

  test('what failed for all is a notice', () => {
    const { state } = run(listed(), asked('warm'), { kind: 'task-failed', request: 1, failure });
    expect(state.task).toBeUndefined();
    expect(state.notice).toEqual({ level: 'warning', text: 'AWS said no.' });
  });

  test('Esc stops it, and a late answer says nothing', () => {
    const { state, effects } = run(listed(), asked('warm'), back, finished({ failures }));
    expect(effects.at(-1)).toEqual({ kind: 'cancel', request: 1 });
    expect(screenOf(state)).toBe('list');
    expect(state.notice?.text).toBe('Stopped getting credentials.');
  });
});

describe('a task without a session', () => {
  test('signs in first, and then runs', () => {
    const started = run(signedOut({}, rolesOf(3)), asked('warm'));
    expect(started.state.signIn?.instance).toBe('acme');
    const { effects } = run(started.state, { kind: 'signed-in', request: 1, status: signedIn() });
    expect(effects).toEqual([{ kind: 'run-task', request: 2, task: { id: 'warm' }, roles: [first] }]);
  });

  test('needs no sign-in to forget', () => {
    const { effects } = run(signedOut({}, rolesOf(3)), asked('forget'));
    expect(effects).toEqual([{ kind: 'run-task', request: 1, task: { id: 'forget' }, roles: [first] }]);
  });

  test('signs in once where AWS has ended the session, for the roles that are left, and not again', () => {
    const ended = finished({ failures, signedOut: 'acme' });
    const { state, effects } = run(listed(), mark, mark, asked('warm'), ended);
    expect(state.signIn?.instance).toBe('acme');
    expect(effects.at(-1)).toMatchObject({ kind: 'sign-in', instance: 'acme' });
    const again = run(
      state,
      { kind: 'signed-in', request: 2, status: signedIn() },
      finished({ failures, signedOut: 'acme' }, 3),
    );
    expect(again.effects[0]).toMatchObject({ kind: 'run-task', roles: [first] });
    expect(screenOf(again.state)).toBe('task-report');
  });
});
