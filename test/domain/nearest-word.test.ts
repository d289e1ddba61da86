import { describe, expect, it } from 'vitest';
import { nearestWord } from '../../src/domain/nearest-word.ts';

const keys = ['start_url', 'region', 'default_region', 'login', 'accounts', 'session_duration'];

describe('the nearest word', () => {
  it.each([
    ['regoin', 'region'],
    ['Region', 'region'],
    ['start-url', 'start_url'],
    ['starturl', 'start_url'],
    ['acount', 'accounts'],
    ['default_regin', 'default_region'],
    ['x', undefined],
    ['colour', undefined],
    ['', undefined],
    ['r'.repeat(5000), undefined],
  ])('of %s is %s', (word, nearest) => {
    expect(nearestWord(word, keys)).toBe(nearest);
  });
});
