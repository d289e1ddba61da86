// What `rolecall unlock` hands to the agent that it starts, over a pipe: the 32 bytes of the key, then JSON.
import { createSecretKey, type KeyObject } from 'node:crypto';

export type AgentSettings = {
  /** The secret store's folder: the agent ends when its master-key.json is gone or another. */
  readonly directory: string;
  /** Where to listen. */
  readonly path: string;
  readonly keyId: string;
  /** ms since the epoch */
  readonly until: number;
};

export type Handover = { readonly settings: AgentSettings; readonly key: KeyObject };

const keyLength = 32;

export const ready = 'ready';

export const encodeHandover = ({ settings, key }: Handover): Buffer => {
  const bytes = key.export();
  const whole = Buffer.concat([bytes, Buffer.from(JSON.stringify(settings))]);
  bytes.fill(0);
  return whole;
};

/** Wipes the bytes. Errors: of JSON, and RangeError when they are cut short. */
export const decodeHandover = (bytes: Buffer): Handover => {
  const secret = bytes.subarray(0, keyLength);
  if (secret.length !== keyLength) throw new RangeError('The key is cut short.');
  const key = createSecretKey(secret);
  secret.fill(0);
  return { settings: JSON.parse(bytes.toString('utf8', keyLength)) as AgentSettings, key };
};
