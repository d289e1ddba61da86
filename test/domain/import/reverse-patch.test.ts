import { describe, expect, it } from 'vitest';
import { applyHunks, holdsSecrets, reversePatch } from '../../../src/domain/import/reverse-patch.ts';
import fc from '../../support/properties.ts';

const text = fc
  .array(fc.constantFrom('a\n', 'b\n', 'c\r\n', '-x\n', '+y\n', '@@ -1,1 +1,1 @@\n', '\\ z\n', '\n'), {
    maxLength: 12,
  })
  .chain((lines) => fc.constantFrom('', 'end').map((end) => lines.join('') + end));

describe('a reverse patch', () => {
  it('leads from any text back to any other', () => {
    fc.assert(
      fc.property(text, text, (before, after) => {
        expect(applyHunks(after, reversePatch(before, after))).toBe(before);
      }),
      { numRuns: 2000 },
    );
  });

  it('keeps what was taken out and nothing of what stays', () => {
    const before = '[a]\naws_secret_access_key = FakeSecret+Key\n\n[b]\nx = 1\n';
    const after = '[a]\naws_secret_access_key = FakeSecret+Key\n';
    const hunks = reversePatch(before, after);
    expect(JSON.stringify(hunks)).not.toContain('FakeSecret');
    expect(holdsSecrets(hunks)).toBe(false);
    expect(holdsSecrets(reversePatch(before, ''))).toBe(true);
  });
});
