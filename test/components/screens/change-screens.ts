// What takes the screen until it is agreed to or left: changes of files, reports of tasks, the guard.
import type { PickerEvent } from '../../../src/picker/event.ts';
import { guardFirst } from '../../../src/picker/guard-screen.ts';
import type { PickerState } from '../../../src/picker/state.ts';
import { rolesOf } from '../../support/picker-fixture.ts';
import { listed, run, typed } from '../../support/picker-state.ts';
import { guardRule, guardRules } from './list-screens.ts';
import type { Over, Screens, ScreenTable } from './screen-table.ts';
import { asking, enter, planned, toEnd } from './steps.ts';

const write: PickerEvent = { kind: 'profiles-asked', change: 'write' };
const remove: PickerEvent = { kind: 'profiles-asked', change: 'remove' };
const nothing = planned({ diff: [], warnings: [] });

const diskFull = {
  message: 'Cannot write /home/jo/.aws/config: the disk is full.',
  hint: 'Nothing was changed. Check the folder /home/jo/.aws.',
};

export const changeScreens: Screens = {
  'writing a profile, being read': (over) => run(listed(over), write).state,
  'writing a profile': (over) => run(listed(over), write, planned()).state,
  'writing a profile, far down': (over) => run(listed(over), write, planned(), toEnd).state,
  'writing a profile that is there': (over) => run(listed(over), write, nothing).state,
  'removing a profile that is none of ours': (over) => run(listed(over), remove, nothing).state,
  'writing a profile, saving': (over) => run(listed(over), write, planned(), { kind: 'agreed' }).state,
  'writing a profile fails': (over) =>
    run(
      listed(over),
      write,
      planned(),
      { kind: 'agreed' },
      { kind: 'profiles-failed', request: 1, failure: diskFull },
    ).state,
  'tags to be written': (over) =>
    run(
      listed(over),
      asking({ about: 'tags' }),
      typed('env=prod'),
      enter,
      planned({ file: '/home/jo/.config/rolecall/config.yaml', warnings: [] }),
    ).state,
};

const notAssigned = {
  message: 'You do not hold AdministratorAccess in 111111111111 any more.',
  hint: 'The assignment may have been removed. Run: rolecall refresh',
};

export const reportScreens: Screens = {
  'a task that failed for some': (over) =>
    run(
      listed(over),
      { kind: 'task-asked', task: { id: 'warm' } },
      {
        kind: 'task-finished',
        request: 1,
        report: {
          text: 'Credentials of 1 role are cached.',
          failures: rolesOf(40).map((failed) => ({ role: failed, failure: notAssigned })),
          signedOut: undefined,
        },
      },
    ).state,
};

const exec: PickerEvent = { kind: 'action-asked', action: 'exec' };

const guarded = (over: Over): PickerState => run(listed({ ...over, guardRules }), exec).state;

const several = (over: Over): PickerState => {
  const state = listed({ ...over, guardRules });
  return guardFirst(state, rolesOf(40), { kind: 'event', event: { kind: 'refresh-asked' } })?.[0] ?? state;
};

export const guardScreens: ScreenTable<'guard-type' | 'guard-yes'> = {
  'guard-type': {
    'guard, type the name': guarded,
    'guard, type the name wrong': (over) => run(guarded(over), typed('Northwind'), enter).state,
    'guard, several': several,
  },
  'guard-yes': {
    'guard, yes or no': (over) =>
      run(listed({ ...over, guardRules: [guardRule({ confirm: 'yes' })] }), exec).state,
  },
};
