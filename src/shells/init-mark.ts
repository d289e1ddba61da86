// What the function of `init` tells the program: that it is there, in which shell, and under which name.
import { markName } from './functions/request.ts';

const form = /^([a-z]+):(\d+):([A-Za-z][A-Za-z0-9_-]*)$/;

export type InitMark = { readonly processId: string; readonly name: string; readonly isHere: boolean };

/** `parentId` is of the process that started this one. Programs and shells that start below inherit the mark, so it tells. */
export const initMark = (
  env: Readonly<Record<string, string | undefined>>,
  parentId: number,
): InitMark | undefined => {
  const [, , processId, name] = form.exec(env[markName] ?? '') ?? [];
  if (processId === undefined || name === undefined) return undefined;
  return { processId, name, isHere: Number(processId) === parentId };
};
