// The last failure of `process`, which SDKs run and whose stderr they hide: with the role that it is about, and while it
// is news, in one line below the list.
import { ageText, hour } from '../domain/expiry.ts';
import { isSameRole, type Role } from '../domain/role.ts';
import type { RoleList } from '../domain/role-list.ts';
import { roleOf } from '../domain/role-lookup.ts';
import type { ProcessFailure } from './failure.ts';
import { layoutOf } from './layout.ts';
import { type Line, muted, plain, type Segment } from './line.ts';
import { selectedRole } from './selection.ts';
import type { PickerState } from './state.ts';
import { cutEnd, ellipsis, shorten, textWidth, wrapWords } from './text-width.ts';

export const failureOfRole = ({ lastFailure }: PickerState, role: Role): ProcessFailure | undefined =>
  lastFailure?.role !== undefined && isSameRole(lastFailure.role, role) ? lastFailure : undefined;

const headOf = ({ at }: ProcessFailure, now: number): Segment => ({
  text: `Last failure  ${ageText(at, now)}`,
  tone: 'warning',
});

/** In one line, the end cut off. */
export const failureLine = (failure: ProcessFailure, now: number, width: number): Line => {
  const head = headOf(failure, now);
  const text = cutEnd(head.text, width);
  return [{ ...head, text }, muted(cutEnd(`  ${failure.text}`, width - textWidth(text)))];
};

/** In full, after a blank line; cut at `height` lines. */
export const failureLines = (
  failure: ProcessFailure,
  now: number,
  size: { readonly width: number; readonly height: number },
): readonly Line[] => {
  const wrapped = wrapWords(failure.text, size.width - 2);
  const shown = wrapped.slice(0, Math.max(1, size.height - 2));
  const last = shown.length < wrapped.length ? shown.length - 1 : -1;
  const texts = shown.map((text, row) =>
    row === last ? cutEnd(`${text} ${ellipsis}`, size.width - 2) : text,
  );
  return [[], [headOf(failure, now)], ...texts.map((text): Line => [plain(`  ${text}`)])];
};

const newsFor = hour;

/** A sign-in may have mended it. Nothing is said before it is known when that was. */
const isNews = ({ sessions, now }: PickerState, { at, instance }: ProcessFailure): boolean => {
  if (now - at >= newsFor) return false;
  if (instance === undefined) return true;
  const session = sessions.get(instance);
  return session !== undefined && (session.kind === 'signed-out' || session.signedInAt < at);
};

const isInDetail = (state: PickerState, failure: ProcessFailure): boolean => {
  const role = selectedRole(state);
  const { paneWidth, belowHeight } = layoutOf(state);
  return role !== undefined && failureOfRole(state, role) === failure && paneWidth + belowHeight > 0;
};

let lastNamed:
  | { readonly roles: RoleList; readonly failure: ProcessFailure; readonly name: string | undefined }
  | undefined;

/** Its profile, else its name; remembered, so that no frame walks over all roles. */
const nameOf = (roles: RoleList, failure: ProcessFailure): string | undefined => {
  if (lastNamed?.roles === roles && lastNamed.failure === failure) return lastNamed.name;
  const { role: failed } = failure;
  const role = failed && roleOf(roles, failed);
  lastNamed = { roles, failure, name: role?.profile ?? failed?.roleName };
  return lastNamed.name;
};

/** Below the list, unless the detail beside it says the same; empty when there is nothing to tell. */
export const failureNews = (state: PickerState, width: number): Line => {
  const { lastFailure: failure, now } = state;
  if (failure === undefined || !isNews(state, failure) || isInDetail(state, failure)) return [];
  const name = nameOf(state.catalog.roles, failure);
  const of = name === undefined ? '' : `  ${shorten(name, Math.floor(width / 3))}`;
  const head = headOf(failure, now);
  return [head, plain(of), muted(cutEnd(`  ${failure.text}`, width - textWidth(head.text) - textWidth(of)))];
};
