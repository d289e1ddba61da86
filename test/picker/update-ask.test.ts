import { describe, expect, test } from 'vitest';
import { optionsOf } from '../../src/picker/ask.ts';
import { effectiveKeys } from '../../src/picker/effective-keys.ts';
import type { KeyEvent, PickerEvent } from '../../src/picker/event.ts';
import { bindings } from '../../src/picker/keymap.ts';
import { screenOf } from '../../src/picker/screen-kind.ts';
import type { PickerState } from '../../src/picker/state.ts';
import { role, rolesOf, signedIn } from '../support/picker-fixture.ts';
import { listed, run, signedOut, typed } from '../support/picker-state.ts';

type About = 'palette' | 'console-service' | 'default-region' | 'tags' | 'command';

const ask = (about: About): PickerEvent => ({ kind: 'question-asked', question: { about } });
const mark: PickerEvent = { kind: 'mark-toggled', by: 1 };
const back: PickerEvent = { kind: 'backed-out' };
const accepted: PickerEvent = { kind: 'accepted' };
const down: PickerEvent = { kind: 'moved', by: 1, unit: 'row' };
const [first, second] = rolesOf(2);

const labels = (state: PickerState): readonly string[] =>
  state.panel?.kind === 'ask' ? optionsOf(state, state.panel).map(({ label }) => label) : [];

const doOf = (state: PickerState, label: string): PickerState => {
  const row = labels(state).indexOf(label);
  if (row < 0) throw new Error(`${label} is not there`);
  return run(state, ...Array.from({ length: row }, () => down)).state;
};

describe('the palette', () => {
  test('lists every action of the menu and every key of the list', () => {
    const { state } = run(listed(), ask('palette'));
    const events = state.panel?.kind === 'ask' ? optionsOf(state, state.panel).map(({ event }) => event) : [];
    const expected = bindings
      .filter(({ on, event }) => on.includes('list') && !['accepted', 'mode-changed'].includes(event.kind))
      .map(({ event }) => event);
    const itself = { kind: 'question-asked', question: { about: 'palette' } };
    for (const event of expected) expect([...events, itself]).toContainEqual(event);
  });

  test('offers the two modes only where the keys have them, or nobody could type again', () => {
    const offered = (state: PickerState): readonly string[] => {
      const at = run(state, ask('palette')).state;
      return at.panel?.kind === 'ask'
        ? optionsOf(at, at.panel).flatMap(({ event }) => (event.kind === 'mode-changed' ? [event.mode] : []))
        : [];
    };
    const { keys } = effectiveKeys({ set: 'vim', bindings: [] });
    expect(offered(listed())).toEqual([]);
    expect(offered({ ...listed(), keys })).toEqual(['normal']);
    expect(offered({ ...listed(), keys: { ...keys, mode: 'normal' } })).toEqual(['typing']);
  });

  test('finds by a few letters, and does what is under the bar as its key would', () => {
    const { effects } = run(listed(), ask('palette'), typed('copy acc id'), accepted);
    expect(effects).toEqual([{ kind: 'copy', text: first?.accountId, what: 'account id' }]);
  });

  test.each<[string, KeyEvent['kind']]>([
    ['Open a subshell', 'action-asked'],
    ['Edit the tags', 'question-asked'],
    ['Refresh the roles', 'refresh-asked'],
  ])('%s is there, and %s is what it means', (label, kind) => {
    const { state } = run(listed(), ask('palette'));
    const at = doOf(state, label).panel;
    expect(at?.kind === 'ask' && optionsOf(state, at)[at.row]?.event.kind).toBe(kind);
  });

  test('typing is for its own line, and the query stays', () => {
    const { state } = run(listed(), typed('prod'), ask('palette'), typed('copy'), back);
    expect(state.query.text).toBe('prod');
    expect(screenOf(state)).toBe('list');
  });

  test('a new text puts the bar on the best answer; Enter on nothing does nothing', () => {
    const moved = run(listed(), ask('palette'), down, down, typed('sign'));
    expect(moved.state.panel).toMatchObject({ kind: 'ask', row: 0 });
    const { state, effects } = run(listed(), ask('palette'), typed('zzqq'), accepted);
    expect(effects).toEqual([]);
    expect(screenOf(state)).toBe('ask');
  });

  test('opens without any role to act on', () => {
    expect(screenOf(run(listed(), typed('zzqq'), ask('palette')).state)).toBe('ask');
    expect(screenOf(run(listed(), typed('zzqq'), ask('tags')).state)).toBe('list');
  });
});

describe('the console of a service in a region', () => {
  const service = [ask('console-service'), typed('s3')];

  test('asks for the service, then for the region, and opens it with the picker open', () => {
    const asked = run(listed(), ...service, accepted);
    expect(asked.state.panel).toMatchObject({ question: { about: 'console-region', service: 's3' } });
    const { effects } = run(asked.state, typed('ireland'), accepted);
    const place = { service: 's3', region: 'eu-west-1' };
    expect(effects).toEqual([
      { kind: 'run-task', request: 1, task: { id: 'open-consoles', place }, roles: [first] },
    ]);
  });

  test('the region of the role comes first', () => {
    const { effects } = run(listed(), ...service, accepted, accepted);
    expect(effects[0]).toMatchObject({ task: { place: { service: 's3' } } });
    expect(effects[0]).not.toHaveProperty('task.place.region');
  });

  test('Esc goes back to the service, then to the list', () => {
    const asked = run(listed(), ...service, accepted, back);
    expect(asked.state.panel).toMatchObject({ question: { about: 'console-service' } });
    expect(screenOf(run(asked.state, back).state)).toBe('list');
  });

  test('a global service opens at once, and a page by its URL too', () => {
    const iam = run(listed(), ask('console-service'), typed('iam'), accepted);
    expect(iam.effects[0]).toMatchObject({ task: { place: { service: 'iam' } } });
    const url = 'https://eu-west-1.console.aws.amazon.com/ec2/home?region=eu-west-1#Instances:';
    const page = run(listed(), ask('console-service'), { kind: 'query-pasted', text: url }, accepted);
    expect(page.effects[0]).toMatchObject({ task: { place: { destination: url } } });
  });

  test('a resource opens by its ARN', () => {
    const arn = 'arn:aws:sqs:eu-west-1:111111111111:orders';
    const { state } = run(listed(), ask('console-service'), { kind: 'query-pasted', text: arn });
    expect(labels(state)).toEqual(['This resource in the console']);
    expect(run(state, accepted).effects[0]).toMatchObject({ task: { place: { destination: arn } } });
  });

  test('offers regions of the partition only, and one that is not known yet as typed', () => {
    const china = [role({ ssoRegion: 'cn-north-1' })];
    const { state } = run(listed({}, china), ask('default-region'));
    expect(labels(state)).toEqual(['cn-north-1', 'cn-northwest-1', 'No region of its own']);
    expect(labels(run(listed(), ask('default-region'), typed('eu-nowhere-7')).state)).toEqual([
      'eu-nowhere-7',
    ]);
  });
});

describe('a command across', () => {
  test('leaves with the line and all marked roles', () => {
    const { effects } = run(listed(), mark, mark, ask('command'), typed('aws s3 ls | wc -l'), accepted);
    const result = { kind: 'across', command: 'aws s3 ls | wc -l', roles: [first, second] };
    expect(effects).toEqual([{ kind: 'finish', result }]);
  });

  test('dangerous roles among them are confirmed first, once for all', () => {
    const rule = {
      match: {},
      tags: {},
      word: 'danger',
      tone: undefined,
      confirm: 'account',
      process: undefined,
      readOnlyFirst: undefined,
    } as const;
    const asked = run(listed({ guardRules: [rule] }), mark, mark, ask('command'), typed('env'), accepted);
    expect(screenOf(asked.state)).toBe('guard-type');
    expect(asked.effects).toEqual([]);
    const { effects } = run(asked.state, typed('2'), accepted);
    expect(effects[0]).toMatchObject({ kind: 'finish', result: { kind: 'across', command: 'env' } });
  });

  test('an empty line is no command', () => {
    expect(run(listed(), ask('command'), typed('  '), accepted).effects).toEqual([]);
  });

  test('signs in first where that is needed', () => {
    const asked = run(signedOut({}, rolesOf(2)), ask('command'), typed('env'), accepted);
    expect(asked.state.signIn?.instance).toBe('acme');
    const { effects } = run(asked.state, { kind: 'signed-in', request: 1, status: signedIn() });
    expect(effects[0]).toMatchObject({ kind: 'finish', result: { kind: 'across', command: 'env' } });
  });
});

describe('what config.yaml says of roles', () => {
  test('tags of all marked roles are worked out and shown first', () => {
    const { state, effects } = run(listed(), mark, mark, ask('tags'), typed('env=prod -old'), accepted);
    const edits = [
      { key: 'env', value: 'prod' },
      { key: 'old', value: undefined },
    ];
    const wish = { kind: 'tags', edits };
    expect(effects).toEqual([
      { kind: 'plan-profiles', request: 1, change: 'tags', wish, roles: [first, second] },
    ]);
    expect(screenOf(state)).toBe('profile-change');
  });

  test('what is no edit is not accepted', () => {
    const { state, effects } = run(listed(), ask('tags'), typed('env'), accepted);
    expect(effects).toEqual([]);
    expect(screenOf(state)).toBe('ask');
  });

  test('once written, the roles are loaded again', () => {
    const { effects } = run(
      listed(),
      ask('default-region'),
      typed('eu-north-1'),
      accepted,
      { kind: 'profiles-planned', request: 1, plan: { diff: ['+x'], warnings: [], file: 'config.yaml' } },
      { kind: 'agreed' },
      { kind: 'profiles-saved', request: 1, text: 'Written.' },
    );
    expect(effects.map(({ kind }) => kind)).toEqual([
      'plan-profiles',
      'save-profiles',
      'load-roles',
      'load-aws-profiles',
    ]);
    expect(effects[0]).toMatchObject({ change: 'region', wish: { kind: 'region', region: 'eu-north-1' } });
  });
});
