import type { Reply } from '../http/handler.ts';
import type { XmlMembers } from '../query/query-service.ts';
import { invalid } from './iam.ts';

const pageAtMost = 50;

export type Page<Item> = { readonly items: readonly Item[]; readonly tail: XmlMembers };

/** What MaxItems and Marker ask for, at most 50. */
export const pageOf = <Item>(form: URLSearchParams, all: readonly Item[]): Page<Item> | Reply => {
  const most = form.get('MaxItems') ?? String(pageAtMost);
  if (!/^[1-9]\d{0,3}$/.test(most) || Number(most) > 1000) return invalid('maxItems');
  const marker = form.get('Marker');
  const [, from = '0'] = /^page-(\d{1,6})$/.exec(marker ?? 'page-0') ?? [];
  if (marker !== null && from === '0') return invalid('marker');
  const end = Number(from) + Math.min(Number(most), pageAtMost);
  const more = end < all.length;
  return {
    items: all.slice(Number(from), end),
    tail: { IsTruncated: more, ...(more ? { Marker: `page-${end}` } : {}) },
  };
};
