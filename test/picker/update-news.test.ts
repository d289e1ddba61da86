import { describe, expect, test } from 'vitest';
import type { InstanceNews } from '../../src/domain/news.ts';
import { headerLine } from '../../src/picker/header-view.ts';
import { hintLine } from '../../src/picker/hint-view.ts';
import { newsKeys } from '../../src/picker/news.ts';
import { screenOf } from '../../src/picker/screen-kind.ts';
import { someNews } from '../support/known-fixture.ts';
import { loaded, rolesOf } from '../support/picker-fixture.ts';
import { listed, run } from '../support/picker-state.ts';

const roles = rolesOf(12);
const withNews = (news: readonly InstanceNews[] = [someNews(roles)]) =>
  run(listed(), { kind: 'roles-loaded', set: loaded(roles, { news }) }).state;
const header = (state: Parameters<typeof headerLine>[0]): string =>
  headerLine(state)
    .map(({ text }) => text)
    .join('');
const toggle = { kind: 'panel-toggled', panel: 'news' } as const;

describe('what changed', () => {
  test('is in the header until it was looked at, and told of then', () => {
    const before = withNews();
    expect(header(before)).toContain('12 roles  +2  -1  ~1');
    const open = run(before, toggle);
    expect(screenOf(open.state)).toBe('news');
    expect(open.effects).toEqual([]);
    const left = run(open.state, { kind: 'backed-out' });
    expect(left.effects).toEqual([{ kind: 'see-news', news: before.catalog.news }]);
    expect(header(left.state)).not.toContain('+2');
    // Still at hand, and not told of twice.
    expect(run(left.state, toggle, toggle).effects).toEqual([]);
  });

  test('is told of again when a refresh finds more', () => {
    const seen = run(withNews(), toggle, toggle).state;
    const more = { ...someNews(roles), foundAt: someNews(roles).foundAt + 1 };
    expect(header(run(seen, { kind: 'roles-loaded', set: loaded(roles, { news: [more] }) }).state)).toContain(
      '+2',
    );
  });

  test.each([
    ['write', [roles[0], roles[4]]],
    ['remove', [{ ...someNews(roles).goneRoles[0] }]],
  ] as const)('leads to a change of profiles (%s), and back to the news', (change, expected) => {
    const asked = run(withNews(), toggle, { kind: 'news-profiles-asked', change });
    expect(asked.effects).toEqual([
      {
        kind: 'plan-profiles',
        request: 1,
        change,
        roles: expected.map((role) => expect.objectContaining(role ?? {})),
      },
    ]);
    expect(screenOf(asked.state)).toBe('profile-change');
    // Its opposite would be about other roles.
    const opposite = change === 'write' ? 'remove' : 'write';
    expect(run(asked.state, { kind: 'profiles-asked', change: opposite }).effects).toEqual([]);
    const back = run(asked.state, { kind: 'backed-out' });
    expect(back.effects).toEqual([]);
    expect(screenOf(back.state)).toBe('news');
  });

  test('keeps the marks, which were for something else, and says that Esc goes back', () => {
    const marked = run(withNews(), { kind: 'all-marked' }, toggle).state;
    const asked = run(marked, { kind: 'news-profiles-asked', change: 'write' }).state;
    expect(
      hintLine(asked)
        .map(({ text }) => text)
        .join(''),
    ).toContain('Esc back');
    const saved = run(asked, { kind: 'profiles-saved', request: 1, text: 'Wrote it.' }).state;
    expect(saved.marks.roles.size).toBe(marked.marks.roles.size);
    expect(screenOf(saved)).toBe('news');
  });

  test('has nothing to write where nothing is new', () => {
    const state = run(withNews([]), toggle, { kind: 'news-profiles-asked', change: 'write' }).state;
    expect(state.notice?.text).toBe('No role is new, so there is no profile to write.');
  });

  test('gives the keys of roles that are new and gone', () => {
    const { added, gone } = newsKeys(withNews());
    expect([...added]).toHaveLength(2);
    expect([...gone]).toEqual([`acme/${roles[0]?.accountId}/Departed`]);
  });
});
