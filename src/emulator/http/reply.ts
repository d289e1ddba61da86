import { randomUUID } from 'node:crypto';
import type { Reply } from './handler.ts';

export const json = (
  status: number,
  value: unknown,
  headers: Readonly<Record<string, string>> = {},
): Reply => ({
  status,
  headers: {
    'content-type': 'application/json',
    'cache-control': 'no-store',
    'x-amzn-requestid': randomUUID(),
    ...headers,
  },
  body: JSON.stringify(value),
});

export const empty = (status: number): Reply => ({
  status,
  headers: { 'x-amzn-requestid': randomUUID() },
  body: '',
});

export const plain = (status: number, text: string): Reply => ({
  status,
  headers: { 'content-type': 'text/plain; charset=utf-8' },
  body: `${text}\n`,
});

/** 303: whatever the method was, the browser goes on with GET. */
export const redirect = (location: string): Reply => ({
  status: 303,
  headers: { location, 'cache-control': 'no-store' },
  body: '',
});
