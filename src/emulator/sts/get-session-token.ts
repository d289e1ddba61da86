// AWS gives session tokens to long-term keys only. The emulator has no such keys, so it takes role credentials; what
// it gives is of the kind that console federation refuses, as with AWS.
import type { Handler } from '../http/handler.ts';
import { callerOf } from './caller.ts';
import { durationIn } from './duration.ts';
import { issueKeys } from './issue-keys.ts';
import { credentialsXml, stsResult } from './sts-xml.ts';

export const getSessionToken: Handler = (world, request) => {
  const caller = callerOf(world, request);
  if ('status' in caller) return caller;
  const form = new URLSearchParams(request.body);
  const seconds = durationIn(form, { least: 900, most: 129_600, usual: 43_200 });
  if (typeof seconds !== 'number') return seconds;
  const keys = issueKeys(world, { ...caller, kind: 'session' }, seconds * 1000);
  return stsResult('GetSessionToken', { Credentials: credentialsXml(keys) });
};
