// Screens that speak instead of listing: the first run, signing in, what failed, what is empty.
import { loaded, rolesOf } from '../../support/picker-fixture.ts';
import { listed, opened, run, signedOut } from '../../support/picker-state.ts';
import type { ScreenTable } from './screen-table.ts';
import { device, enter, openingBrowser, progress, signInAsked } from './steps.ts';

const closed = {
  message: 'The browser window was closed before the sign-in was approved.',
  hint: 'Try again.',
};
const unreadable = {
  message: '/home/jo/.config/rolecall/config.yaml:3:6: region: not a region.',
  hint: 'Run: rolecall doctor',
};

export const messageScreens: ScreenTable<
  'too-small' | 'first-run' | 'loading' | 'signing-in' | 'failed' | 'signed-out' | 'discovering' | 'no-roles'
> = {
  // It does not look at the size that is asked for: only smaller ones show it.
  'too-small': { 'too small': () => listed({ size: { columns: 39, rows: 9 } }) },
  'first-run': {
    'first run': (over) => opened({ ...over, instances: [] }),
    'first run with other tools': (over) =>
      run(opened({ ...over, instances: [] }), {
        kind: 'other-tools-found',
        tools: [
          { tool: 'aws-cli', summary: '1 instance, 12 roles', files: ['~/.aws/config'] },
          { tool: 'aws-sso-cli', summary: '2 instances, 3 roles', files: ['~/.aws-sso/config.yaml'] },
        ],
      }).state,
  },
  loading: { loading: (over) => opened(over) },
  'signing-in': {
    'signing in': (over) => run(signedOut(over), signInAsked).state,
    'signing in with a browser': (over) => run(signedOut(over), signInAsked, openingBrowser).state,
    'signing in, all of it': (over) => run(signedOut(over, rolesOf(8)), enter, device(), signInAsked).state,
  },
  failed: {
    'a failed sign-in': (over) =>
      run(signedOut(over), signInAsked, { kind: 'sign-in-failed', request: 1, failure: closed }).state,
    'a failed start': (over) => run(opened(over), { kind: 'roles-failed', failure: unreadable }).state,
  },
  'signed-out': { 'signed out': (over) => signedOut(over) },
  discovering: {
    discovering: (over) =>
      run(listed(over, []), { kind: 'refresh-asked' }, { kind: 'refresh-progressed', request: 1, progress })
        .state,
  },
  'no-roles': {
    'no roles': (over) =>
      run(listed(over, []), { kind: 'refresh-finished', request: 1, set: loaded([]) }).state,
  },
};
