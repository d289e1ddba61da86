// What leads to the screens of the tables: events with short names, and states that several begin from.
import { roleKey } from '../../../src/domain/role.ts';
import type { PickerEvent } from '../../../src/picker/event.ts';
import type { ProfilePlan } from '../../../src/picker/profile-change.ts';
import type { Question } from '../../../src/picker/questions/question.ts';
import type { PickerState } from '../../../src/picker/state.ts';
import { knownSources } from '../../support/known-fixture.ts';
import { now, role, rolesOf } from '../../support/picker-fixture.ts';
import { listed, run } from '../../support/picker-state.ts';
import type { Over } from './screen-table.ts';

export const down: PickerEvent = { kind: 'moved', by: 1, unit: 'row' };
export const downBy = (by: number): PickerEvent => ({ kind: 'moved', by, unit: 'row' });
export const toEnd: PickerEvent = { kind: 'moved', by: 1, unit: 'all' };
export const enter: PickerEvent = { kind: 'accepted' };
export const mark: PickerEvent = { kind: 'mark-toggled', by: 1 };
export const signInAsked: PickerEvent = { kind: 'sign-in-asked' };

export const toggle = (panel: Extract<PickerEvent, { kind: 'panel-toggled' }>['panel']): PickerEvent => ({
  kind: 'panel-toggled',
  panel,
});

export const asking = (question: Question): PickerEvent => ({ kind: 'question-asked', question });

export const progress = {
  instance: 'acme',
  accountsDone: 12,
  accountsTotal: 42,
  rate: 5,
  secondsLeft: 6,
};

const url = 'https://device.sso.us-east-1.amazonaws.com/?user_code=WDJB-KQRT';

export const openingBrowser: PickerEvent = {
  kind: 'sign-in-progressed',
  request: 1,
  progress: { kind: 'opening-browser', url, isOpened: true },
};

export const device = (isOpened = false): PickerEvent => ({
  kind: 'sign-in-progressed',
  request: 1,
  progress: { kind: 'device-code', userCode: 'WDJB-KQRT', url, expiresAt: now + 600_000, isOpened },
});

/** What would be written of a profile. */
export const planned = (over: Partial<ProfilePlan> = {}): PickerEvent => ({
  kind: 'profiles-planned',
  request: 1,
  plan: {
    file: '/home/jo/.aws/config',
    warnings: ['Profile northwind-admin is in the credentials file too: the keys there win over rolecall’s.'],
    diff: [
      '--- /home/jo/.aws/config',
      '+++ /home/jo/.aws/config (new)',
      '@@ -1,30 +1,34 @@',
      ...Array.from({ length: 28 }, (_, index) => ` # line ${index}`),
      '-region = us-east-1',
      '+[profile northwind-admin]',
      `+credential_process = /opt/rolecall process ${'--instance acme '.repeat(8)}`,
      ' region = eu-west-1',
    ],
    ...over,
  },
});

/** The list, of whose first role all is known. */
export const allKnown = ({ size }: Over): PickerState => {
  const roles = rolesOf(164);
  const [first = role()] = roles;
  const history = {
    uses: new Map([[roleKey(first), { lastUsedAt: now - 2 * 3_600_000, count: 14 }]]),
    pins: [],
  };
  return run(listed({ size, history }, roles), knownSources(first), {
    kind: 'aws-profiles-loaded',
    profiles: new Map([[roleKey(first), [{ name: 'northwind-admin', isOurs: true }]]]),
  }).state;
};
