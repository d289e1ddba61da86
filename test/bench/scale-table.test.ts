import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { scaleTable, withScaleTable } from '../../bench/scale-table.mjs';

const machine = { processor: 'A processor', cores: 2, node: 'v20.20.2' };
const sizeOf = (count: number, open: number) => ({ count, figures: { floor: 40, open, key: 5 } });
const scale = { date: '2026-11-30', machine, sizes: [sizeOf(10_000, 10), sizeOf(100_000, 100)] };

const cells = (what: string, table: string): readonly string[] =>
  (table.split('\n').find((line) => line.startsWith(`| ${what}`)) ?? '')
    .split('|')
    .map((cell) => cell.trim());

describe('the table of scale', () => {
  it('goes on to a million in a straight line, and says what does not grow', () => {
    const table = scaleTable(scale);
    expect(cells('opening the catalog', table).slice(2, 6)).toEqual(['10', '100', 'x 10', '1000']);
    expect(cells('a key while typing, median', table).slice(2, 6)).toEqual(['5', '5', 'no more', '5']);
  });

  it('puts a measured million beside the line, and draws none through it', () => {
    const table = scaleTable({ ...scale, sizes: [...scale.sizes, sizeOf(1_000_000, 1500)] });
    expect(cells('opening the catalog', table).slice(2, 7)).toEqual(['10', '100', 'x 10', '1000', '1500']);
  });

  it('has no figure where none could be measured', () => {
    expect(cells('memory', scaleTable(scale)).slice(2, 6)).toEqual(['-', '-', '-', '-']);
  });

  it('stands in docs/scale.md as bench/scale.json has it', () => {
    const text = readFileSync('docs/scale.md', 'utf8');
    expect(withScaleTable(text, JSON.parse(readFileSync('bench/scale.json', 'utf8')))).toBe(text);
    expect(() => withScaleTable('no marks', scale)).toThrow(/lost its marks/);
  });
});
