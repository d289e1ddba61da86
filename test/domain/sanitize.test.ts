import { describe, expect, it } from 'vitest';
import { inertLines, isAccountId, isRoleName, sanitize } from '../../src/domain/sanitize.ts';
import fc from '../support/properties.ts';

const dangerous = /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]/;

describe('sanitize', () => {
  it.each([
    ['plain', 'Acme Production', 'Acme Production'],
    ['escape', '\u001b[31mred', '\\u{1b}[31mred'],
    ['clipboard write', '\u001b]52;c;AAAA\u0007', '\\u{1b}]52;c;AAAA\\u{7}'],
    ['newline', 'a\nb', 'a\\u{a}b'],
    ['carriage return', 'ok\rbad', 'ok\\u{d}bad'],
    ['C1', 'a\u009b31m', 'a\\u{9b}31m'],
    ['bidi override', 'a\u202eb', 'a\\u{202e}b'],
    ['zero width', 'a\u200bb', 'a\\u{200b}b'],
    ['lone surrogate', 'a\ud800b', 'a\\u{d800}b'],
    ['emoji stays', 'team 🚀', 'team 🚀'],
    ['composed', 'e\u0301', '\u00e9'],
    ['shell text stays text', '$(reboot)`x`', '$(reboot)`x`'],
  ])('%s', (_name, given, expected) => {
    expect(sanitize(given, 128)).toBe(expected);
  });

  it('cuts to the limit with a visible mark', () => {
    expect(sanitize('x'.repeat(200), 128)).toBe(`${'x'.repeat(127)}…`);
    expect([...sanitize('🚀'.repeat(200), 10)]).toHaveLength(10);
  });

  it('never lets a control character, a bidi mark or too much text through', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 300 }),
        fc.integer({ min: 1, max: 200 }),
        (text, limit) => {
          const safe = sanitize(text, limit);
          expect(dangerous.test(safe)).toBe(false);
          expect([...safe].length).toBeLessThanOrEqual(limit);
          expect(safe).toBe(Buffer.from(safe).toString());
        },
      ),
    );
  });
});

describe('identifiers', () => {
  it.each(['000000000012', '123456789012'])('%s is an account id', (id) =>
    expect(isAccountId(id)).toBe(true),
  );
  it.each(['12345678901', '1234567890123', '12345678901x', '１２３４５６７８９０１２', '123456789012\n'])(
    '%j is not an account id',
    (id) => expect(isAccountId(id)).toBe(false),
  );
  it.each(['AdministratorAccess', 'a+b=c,d.e@f-g_h'])('%s is a role name', (name) =>
    expect(isRoleName(name)).toBe(true),
  );
  it.each(['', 'a b', 'a/b', 'x'.repeat(65), '$(x)', 'naïve'])('%j is not a role name', (name) =>
    expect(isRoleName(name)).toBe(false),
  );
});

describe('several lines', () => {
  it('stay lines, each of them inert', () => {
    expect(inertLines('one \u001b[31m\ntwo\r\n')).toBe('one \\u{1b}[31m\ntwo\\u{d}\n');
  });
});
