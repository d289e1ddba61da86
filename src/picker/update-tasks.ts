// The steps of a task: asked, signed in for where that is needed, running, done. One runs at a time.
import { type Role, roleKey } from '../domain/role.ts';
import type { PickerEffect } from './effect.ts';
import type { WorldEvent } from './event.ts';
import { guardFirst } from './guard-screen.ts';
import { targetRoles } from './marks.ts';
import { isSignedIn } from './screen-kind.ts';
import { signInTo } from './start-sign-in.ts';
import type { PickerState } from './state.ts';
import type { Step } from './step.ts';
import {
  isSessionNeeded,
  type PendingTask,
  refusalOf,
  type Task,
  type TaskReport,
  taskWords,
  usesRoles,
} from './task.ts';

const warned = (state: PickerState, text: string): Step => [
  { ...state, notice: { level: 'warning', text } },
  [],
];

type Start = PendingTask & { readonly isRetry: boolean };

/** Most keep the picker open; a command leaves it, for it needs the terminal. */
export const startTask = (state: PickerState, { task, roles, isRetry }: Start): Step => {
  if (task.id === 'run-across')
    return [state, [{ kind: 'finish', result: { kind: 'across', command: task.command ?? '', roles } }]];
  const request = state.nextRequest;
  return [
    {
      ...state,
      panel: undefined,
      taskReport: undefined,
      nextRequest: request + 1,
      task: { request, task, roles, done: 0, isRetry },
    },
    [{ kind: 'run-task', request, task, roles }],
  ];
};

const isReachable = (state: PickerState, role: Role): boolean =>
  isSignedIn(state, role.instance) || (state.lives.get(roleKey(role)) ?? 0) > state.now;

/** For the marked roles, else for the selected one; signs in first where a role could not be reached without. */
export const askTask = (state: PickerState, task: Task): Step => {
  const roles = targetRoles(state);
  if (roles.length === 0) return [state, []];
  if (state.task !== undefined)
    return warned(state, `Still ${taskWords[state.task.task.id]}. Esc stops that.`);
  const refusal = refusalOf(task, roles.length);
  if (refusal !== undefined) return warned(state, refusal);
  const event = { kind: 'task-asked', task } as const;
  const guarded = usesRoles(task) ? guardFirst(state, roles, { kind: 'event', event }) : undefined;
  if (guarded !== undefined) return guarded;
  const outside = isSessionNeeded(task) ? roles.find((role) => !isReachable(state, role)) : undefined;
  if (outside === undefined) return startTask(state, { task, roles, isRetry: false });
  return signInTo(state, outside.instance, { task, roles });
};

/** What is done stays done. */
export const stopTask = (state: PickerState): Step => {
  if (state.task === undefined) return [state, []];
  const { request, task } = state.task;
  return [
    { ...state, task: undefined, notice: { level: 'warning', text: `Stopped ${taskWords[task.id]}.` } },
    [{ kind: 'cancel', request }],
  ];
};

/** What a task may have changed is looked at again. */
const lookAgain = (task: Task, roles: readonly Role[]): readonly PickerEffect[] => {
  const instances = task.id === 'sign-out' ? new Set(roles.map(({ instance }) => instance)) : [];
  return [
    { kind: 'load-lives' },
    ...[...instances].map((instance) => ({ kind: 'load-session', instance }) as const),
  ];
};

const withReport = (state: PickerState, report: TaskReport): PickerState =>
  report.failures.length === 0
    ? { ...state, notice: { level: 'done', text: report.text } }
    : { ...state, taskReport: { report, scroll: 0 } };

type TaskEvent = Extract<WorldEvent, { kind: `task-${string}` }>;

export const onTask = (state: PickerState, event: TaskEvent): Step => {
  if (event.request !== state.task?.request) return [state, []];
  const { task, roles, isRetry } = state.task;
  const over: PickerState = { ...state, task: undefined };
  switch (event.kind) {
    case 'task-progressed':
      return [{ ...state, task: { ...state.task, done: event.done } }, []];
    case 'task-failed':
      return warned(over, event.failure.message);
    case 'task-finished': {
      const { report } = event;
      const left = report.failures.map(({ role }) => role);
      if (report.signedOut === undefined || isRetry || state.signIn !== undefined)
        return [withReport(over, report), lookAgain(task, roles)];
      const [next, effects] = signInTo(over, report.signedOut, { task, roles: left });
      return [next, [...lookAgain(task, roles), ...effects]];
    }
  }
};

export const scrollReport = (state: PickerState, rows: number, room: number): PickerState => {
  if (state.taskReport === undefined) return state;
  const { report, scroll } = state.taskReport;
  const last = Math.max(0, report.failures.length - room);
  return { ...state, taskReport: { report, scroll: Math.max(0, Math.min(last, scroll + rows)) } };
};
