import { describe, expect, test } from 'vitest';
import { chosenId } from '../../src/setup/options.ts';
import { identityOf, type SetupState } from '../../src/setup/state.ts';
import { signedIn } from '../support/picker-fixture.ts';
import {
  acme,
  back,
  clear,
  configPlan,
  current,
  discoveredOf,
  down,
  enter,
  opened,
  requestOf,
  roadTo,
  run,
  type,
  up,
  zshPlan,
} from '../support/setup-state.ts';

const steps = (state: SetupState, ...events: Parameters<typeof run>[1][]): readonly string[] => {
  const seen: string[] = [];
  let reached = state;
  for (const event of events) {
    reached = run(reached, event).state;
    seen.push(reached.step);
  }
  return seen;
};

describe('the road', () => {
  test('leads from what was found to the review, each answer taken by Enter', () => {
    const { answers, step } = roadTo.summary();
    expect(step).toBe('summary');
    expect(answers).toMatchObject({
      name: 'corp',
      startUrl: 'https://corp.awsapps.com/start',
      region: 'eu-central-1',
      login: 'auto',
      defaultRegion: undefined,
      template: '{{ account_name | slug }}-{{ role_name }}',
      defaultAction: 'export',
      theme: 'terminal',
      shell: 'zsh',
    });
  });

  test('is gone back by Esc, and every step is as it was left', () => {
    const named = run(roadTo.name(), type('mine')).state;
    const { state } = run(named, back, back);
    expect(state.step).toBe('url');
    const again = run(state, enter, enter).state;
    expect(again.step).toBe('name');
    expect(again.inputs.name.text).toBe('mine');
  });

  test('keeps what was typed after another start was looked at and this one chosen again', () => {
    const typed = run(opened(), down, down, enter, type('https://mine.awsapps.com/start')).state;
    expect(run(typed, back, enter).state.inputs.url.text).toBe('https://mine.awsapps.com/start');
    expect(run(typed, back, up, enter).state.inputs.url.text).toBe('https://d-9067000000.awsapps.com/start');
  });

  test('is left by Esc on the first screen and by Ctrl-C anywhere, with nothing written', () => {
    const left = [{ kind: 'finish', result: { kind: 'left', hasRemoved: false } }];
    expect(run(opened(), back).effects).toEqual(left);
    expect(run(roadTo.summary(), { kind: 'quit-asked' }).effects).toEqual(left);
  });

  test('goes over no discovery for who signs in later', () => {
    const later = run(roadTo.signIn(), down, enter).state;
    expect(later.step).toBe('default-region');
    expect(run(later, back).state.step).toBe('sign-in');
  });

  test('begins with what flags gave, and asks it still', () => {
    const state = opened({
      given: { startUrl: 'acme.awsapps.com/start/#/', region: 'eu-west-1', theme: 'dark' },
    });
    expect(state.step).toBe('url');
    const { answers } = run(state, enter).state;
    expect(answers).toMatchObject({
      startUrl: 'https://acme.awsapps.com/start',
      region: 'eu-west-1',
      theme: 'dark',
    });
  });
});

describe('the start URL', () => {
  test.each([
    ['https://acme.awsapps.com/start#/', 'https://acme.awsapps.com/start'],
    ['acme.awsapps.com/start/', 'https://acme.awsapps.com/start'],
    ['https://ssoins-1234.portal.eu-west-1.app.aws', 'https://ssoins-1234.portal.eu-west-1.app.aws'],
  ])('%s is kept as %s', (typed, kept) => {
    const { state } = run(opened(), down, down, enter, type(typed), enter);
    expect([state.step, state.answers.startUrl]).toEqual(['region', kept]);
  });

  test.each([
    '',
    'http://acme.awsapps.com/start',
    'https://10.0.0.1/start',
    'https://x@acme.awsapps.com',
    'https://acme.awsapps.com:444/start',
  ])('%j is not taken', (typed) => {
    const { state, effects } = run(opened(), down, down, enter, type(typed), enter);
    expect([state.step, effects]).toEqual(['url', []]);
  });

  test('of the organisation’s own is asked where it leads; an answer that comes after it was given up counts no more', () => {
    const asked = run(opened(), down, down, enter, type('sso.acme.com'), enter);
    expect(asked.effects).toEqual([{ kind: 'check-url', request: 1, url: 'https://sso.acme.com' }]);
    const url = 'https://acme.awsapps.com/start';
    expect(run(asked.state, { kind: 'url-checked', request: 1, url }).state).toMatchObject({
      step: 'region',
      answers: { startUrl: url },
    });
    const stopped = run(asked.state, back);
    expect(stopped.effects).toEqual([{ kind: 'cancel', request: 1 }]);
    expect(run(stopped.state, { kind: 'url-checked', request: 1, url }).state.step).toBe('url');
  });

  test('that cannot be reached says so until it is typed anew', () => {
    const asked = run(opened(), down, down, enter, type('sso.acme.com'), enter).state;
    const failure = { message: 'The start URL could not be checked.', hint: undefined };
    const failed = run(asked, { kind: 'task-failed', request: 1, failure, isSignedOut: false }).state;
    expect(failed).toMatchObject({ step: 'url', failed: { failure } });
    expect(run(failed, type('x')).state.failed).toBeUndefined();
  });

  test('that was pasted with blanks around it is one line', () => {
    const { state } = run(opened(), down, down, enter, {
      kind: 'pasted',
      text: '\n https://acme.awsapps.com/start \n',
    });
    expect(state.inputs.url.text).toBe('https://acme.awsapps.com/start');
  });
});

describe('the region', () => {
  const regionAfter = (url: string, over: Parameters<typeof opened>[0] = {}) =>
    run(opened(over), down, down, enter, type(url), enter).state;

  test('is the one found with the URL, else the one in it, else the environment’s', () => {
    expect(chosenId(roadTo.region())).toBe('eu-central-1');
    expect(chosenId(regionAfter('https://ssoins-1.portal.ap-south-1.app.aws'))).toBe('ap-south-1');
    expect(chosenId(regionAfter('https://acme.awsapps.com/start', { likelyRegion: 'eu-north-1' }))).toBe(
      'eu-north-1',
    );
    expect(chosenId(regionAfter('https://acme.awsapps.com/start'))).toBe('us-east-1');
    expect(chosenId(regionAfter('https://acme.awsapps.cn/start'))).toBe('cn-north-1');
  });

  test('is found by what is typed, by place too, and one that nobody knows may be typed in full', () => {
    const state = regionAfter('https://acme.awsapps.com/start');
    expect(chosenId(run(state, type('frank')).state)).toBe('eu-central-1');
    expect(chosenId(run(state, type('eu-nowhere-7')).state)).toBe('eu-nowhere-7');
    expect(run(state, type('eu-nowhere-7'), enter).state.answers.region).toBe('eu-nowhere-7');
    expect(run(state, type('zzz'), enter).state.step).toBe('region');
    expect(chosenId(run(state, type('frank'), clear).state)).toBe('us-east-1');
  });

  test('is of another partition after Tab', () => {
    const state = regionAfter('https://acme.awsapps.com/start');
    const switched = (by: number) => run(state, { kind: 'partition-switched', by }).state;
    expect(chosenId(switched(1))).toBe('cn-north-1');
    expect(chosenId(switched(-1))).toBe('eusc-de-east-1');
  });
});

describe('the name', () => {
  test('is suggested, may be typed, and is no other instance’s', () => {
    expect(run(roadTo.name(), enter).state.answers.name).toBe('corp');
    expect(run(roadTo.name(), type('mine'), enter).state.answers.name).toBe('mine');
    const known = current({ instances: [{ ...acme, name: 'corp' }] });
    const another = run(opened({ current: known }), down, down, enter, enter, enter).state;
    expect(run(another, enter).state.answers.name).toBe('corp-2');
    expect(run(another, type('corp'), enter).state.step).toBe('name');
  });

  test('that is taken or no good is not taken', () => {
    const state = roadTo.name();
    for (const name of ['a b', '-x', 'x/y'])
      expect(run(state, type(name), enter).state.step, name).toBe('name');
  });
});

describe('signing in', () => {
  test('asks for it with the answers so far, and discovers when it is done', () => {
    const asked = run(roadTo.signIn(), enter);
    expect(asked.effects).toMatchObject([
      { kind: 'sign-in', force: false, instance: { name: 'corp', region: 'eu-central-1', login: 'auto' } },
    ]);
    const { state } = asked;
    const done = run(state, {
      kind: 'signed-in',
      request: requestOf(state),
      key: identityOf(state),
      status: signedIn(),
    });
    expect(done.state.step).toBe('discover');
    expect(done.effects).toMatchObject([{ kind: 'discover', key: identityOf(state) }]);
  });

  test('given up by Esc is asked again; a failure is shown there', () => {
    const state = roadTo.signingIn();
    expect(run(state, back)).toMatchObject({
      state: { step: 'sign-in', task: undefined },
      effects: [{ kind: 'cancel', request: requestOf(state) }],
    });
    const failure = { message: 'Denied.', hint: 'Try again.' };
    const failed = run(state, {
      kind: 'task-failed',
      request: requestOf(state),
      failure,
      isSignedOut: false,
    }).state;
    expect(failed).toMatchObject({ step: 'sign-in', failed: { failure } });
    expect(run(failed, enter).state.task?.kind).toBe('sign-in');
  });

  test('a session that AWS has ended leads back to it', () => {
    const state = roadTo.discovering();
    const failure = { message: 'Your session has ended.', hint: undefined };
    const ended = run(state, {
      kind: 'task-failed',
      request: requestOf(state),
      failure,
      isSignedOut: true,
    }).state;
    expect(ended).toMatchObject({ step: 'sign-in', failed: { failure } });
    expect(run(ended, enter).effects).toMatchObject([{ kind: 'sign-in' }]);
  });

  test('counts for the instance that it was made for only', () => {
    const renamed = run(roadTo.defaultRegion(), back, back, back, back, type('other'), enter, enter).state;
    expect(renamed).toMatchObject({ step: 'sign-in', answers: { name: 'other' } });
    expect(run(renamed, enter).effects).toMatchObject([{ kind: 'sign-in', instance: { name: 'other' } }]);
  });

  test('that is alive needs no other, and may be made anew', () => {
    const state = run(roadTo.discovered(), back).state;
    expect(run(state, enter)).toMatchObject({ state: { step: 'discover' }, effects: [] });
    expect(run(state, down, enter).effects).toMatchObject([{ kind: 'sign-in', force: true }]);
  });
});

describe('the review', () => {
  test('asks one answer again and comes back, the file planned anew', () => {
    const theme = run(roadTo.summary(), ...Array.from({ length: 9 }, () => down), enter).state;
    expect(theme).toMatchObject({ step: 'theme', isReviewing: true });
    const { state, effects } = run(theme, down, enter);
    expect(state).toMatchObject({ step: 'summary', isReviewing: false, answers: { theme: 'dark' } });
    expect(effects).toMatchObject([{ kind: 'plan-files', answers: { theme: 'dark' } }]);
  });

  test('is come back to by Esc without the change', () => {
    const theme = run(roadTo.summary(), ...Array.from({ length: 9 }, () => down), enter).state;
    expect(run(theme, down, back).state).toMatchObject({ step: 'summary', answers: { theme: 'terminal' } });
  });

  test('waits for both files before it can be written, and says why one is not', () => {
    const state = run(roadTo.shell(), enter);
    expect(state.effects).toMatchObject([{ kind: 'plan-files', shell: 'zsh' }]);
    expect(run(state.state, enter).effects).toEqual([]);
    const none = run(roadTo.shell(), down, down, down, enter);
    expect(none.effects.at(-1)).toMatchObject({ kind: 'plan-files', shell: undefined });
  });

  test('after another region signs in anew first', () => {
    const region = run(roadTo.summary(), down, down, enter).state;
    expect(steps(region, type('paris'), enter)).toEqual(['region', 'sign-in']);
  });

  test('writes what it showed, and nothing more', () => {
    const state = roadTo.summary();
    const { effects } = run(state, enter);
    expect(effects).toMatchObject([
      {
        kind: 'write',
        config: state.configPlan,
        shell: { file: '/home/jo/.zshrc' },
        answers: { name: 'corp' },
      },
    ]);
    const writing = run(state, enter).state;
    expect(run(writing, back).effects).toEqual([]);
    const written = run(writing, { kind: 'written', request: requestOf(writing), files: ['a'] });
    expect(written.effects).toEqual([
      { kind: 'finish', result: { kind: 'written', name: 'corp', files: ['a'], isSignedIn: true } },
    ]);
  });

  test('writes no startup file that is so already, or is another shell’s', () => {
    const state = roadTo.summary();
    const same = { ...zshPlan, edit: { before: 'x', after: 'x' } } as typeof zshPlan;
    for (const plan of [same, { ...zshPlan, shell: 'bash' } as typeof zshPlan]) {
      const [effect] = run(state, { kind: 'shell-planned', plan }, enter).effects;
      expect(effect).toMatchObject({ kind: 'write', shell: undefined });
    }
  });

  test('with a file that changed meanwhile plans again', () => {
    const writing = run(roadTo.summary(), enter).state;
    const failure = { message: 'config.yaml was changed by another program.', hint: undefined };
    const failed = run(writing, {
      kind: 'task-failed',
      request: requestOf(writing),
      failure,
      isSignedOut: false,
    }).state;
    expect(failed).toMatchObject({ step: 'summary', failed: { failure } });
    expect(run(failed, enter).effects).toMatchObject([{ kind: 'plan-files' }]);
  });
});

describe('an instance that is there', () => {
  const known = current({
    instances: [acme, { ...acme, name: 'legacy', isIdentityCenter: false, startUrl: '' }],
  });

  test('is changed: its answers are there, its name is not asked', () => {
    const { state } = run(opened({ current: known }), enter, enter, enter);
    expect(state).toMatchObject({
      step: 'login',
      changing: 'acme',
      answers: acme.login === 'device' ? { login: 'device' } : {},
    });
    expect(run(state, back).state.step).toBe('region');
  });

  test('is removed after a look at the diff and a yes, and the first screen comes back', () => {
    const asked = run(opened({ current: known }), down, enter);
    expect(asked.effects).toMatchObject([{ kind: 'plan-removal', name: 'acme' }]);
    const plan = configPlan('instances: {}\n', 'x');
    const planned = run(asked.state, {
      kind: 'removal-planned',
      request: requestOf(asked.state),
      plan,
    }).state;
    expect(run(planned, enter)).toMatchObject({ state: { step: 'start' }, effects: [] });
    const removing = run(planned, down, enter);
    expect(removing.effects).toMatchObject([{ kind: 'remove', name: 'acme', plan }]);
    const gone = run(removing.state, {
      kind: 'removed',
      request: requestOf(removing.state),
      current: current(),
      problems: [],
    }).state;
    expect(gone).toMatchObject({ step: 'start', notice: { level: 'done', text: 'Removed acme.' } });
    expect(run(gone, back).effects).toEqual([{ kind: 'finish', result: { kind: 'left', hasRemoved: true } }]);
  });

  test('that is no Identity Center is offered for removal only', () => {
    const ids = opened({ current: known });
    const all = [chosenId(ids), chosenId(run(ids, down).state), chosenId(run(ids, down, down).state)];
    expect(all).toEqual(['change:acme', 'remove:acme', 'remove:legacy']);
  });
});

test('another template is shown on the roles, and one that is none is not taken', () => {
  const state = run(roadTo.template(), clear, type('{{ nope }}')).state;
  expect(run(state, enter).state.step).toBe('template');
  const taken = run(state, clear, type(' {{ role_name }}-{{ account_id }} '), enter).state;
  expect(taken).toMatchObject({ step: 'action', answers: { template: '{{ role_name }}-{{ account_id }}' } });
});

test('moving among templates types them', () => {
  const { state } = run(roadTo.template(), down);
  expect(state.inputs.template.text).toBe('{{ account_name | slug }}-{{ role_name | kebab }}');
});

test('a discovery that comes late is dropped', () => {
  const state = roadTo.discovering();
  const { request } = { request: requestOf(state) };
  const cancelled = run(state, back).state;
  const late = run(cancelled, { kind: 'discovered', request, discovered: discoveredOf(state) }).state;
  expect(late.discovered).toBeUndefined();
});
