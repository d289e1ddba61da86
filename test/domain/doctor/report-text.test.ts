import { describe, expect, it } from 'vitest';
import { countsOf, type Placed } from '../../../src/domain/doctor/finding.ts';
import { reportText, summaryText } from '../../../src/domain/doctor/report-text.ts';

const finding = (more: Partial<Placed>): Placed => ({
  id: 'x',
  group: 'rolecall',
  level: 'ok',
  what: 'All right.',
  ...more,
});

const plain = { isColoured: false, width: undefined };

describe('the report', () => {
  it('is grouped, aligned, and says the level as a word', () => {
    const findings = [
      finding({ group: 'machine' }),
      finding({ level: 'error', what: 'Broken.', why: 'It matters.', mend: ['rolecall setup', 'or not'] }),
      finding({ level: 'warning', what: 'Odd.', fix: { kind: 'remove', paths: ['/x'] } }),
    ];
    expect(reportText(findings, plain)).toBe(`rolecall
  error    Broken.
           It matters.
           -> rolecall setup
           -> or not
  warning  Odd.

Machine
  ok       All right.

1 error, 1 warning. One can be mended by: rolecall doctor --fix
`);
  });

  it('wraps texts to the terminal, and no command', () => {
    const command = `rolecall ${'word '.repeat(30)}`.trim();
    const text = reportText([finding({ what: 'word '.repeat(40).trim(), mend: [command] })], {
      isColoured: false,
      width: 60,
    });
    expect(text.split('\n').filter((line) => line.length > 60)).toEqual([`           -> ${command}`]);
  });

  it('is the same text with colours', () => {
    const coloured = reportText([finding({ level: 'error' })], { isColoured: true, width: undefined });
    expect(coloured).toContain('\u001b[31merror\u001b[39m');
    expect(coloured.replace(/\u001b\[\d+m/g, '')).toBe(reportText([finding({ level: 'error' })], plain));
  });

  it('counts what is mended as well', () => {
    const mended = finding({ level: 'error', fix: { kind: 'remove', paths: [] }, isMended: true });
    expect(countsOf([mended])).toEqual({ errors: 0, warnings: 0, notes: 0 });
    expect(summaryText([mended])).toBe('All is well.\n');
    expect(summaryText([{ ...mended, isMended: false }])).toContain('1 error.');
    expect(summaryText([finding({ level: 'note' })])).toBe('All is well, with 1 note.\n');
  });
});
