// What is said over the agent's socket: one line, one answer, the end.
//
//   rolecall-agent 1 key|hold|lock KEYID UNTIL      UNTIL is for `hold`: ms since the epoch, else 0
//   rolecall-agent 1 ok UNTIL                       after `key` followed by the 32 bytes of the key
//   rolecall-agent 1 no
//
// The key is the one that scrypt made of the passphrase. It opens the box in master-key.json or it does not, so that
// no answer needs to be believed.
import { createSecretKey, type KeyObject } from 'node:crypto';

export type AgentRequest = {
  readonly verb: 'key' | 'hold' | 'lock';
  readonly keyId: string;
  readonly until?: number;
};

export type AgentAnswer = { readonly until: number; readonly key: KeyObject | undefined };

const greeting = 'rolecall-agent 1';
const keyLength = 32;

/** In bytes, for either side. */
export const longestMessage = 160;

export const requestLine = ({ verb, keyId, until = 0 }: AgentRequest): string =>
  `${greeting} ${verb} ${keyId} ${until}\n`;

/** The line without its end; undefined when it is none of this version. */
export const parseRequest = (line: string): AgentRequest | undefined => {
  const [, verb, keyId = '', until] =
    /^rolecall-agent 1 (key|hold|lock) ([0-9a-f]{32}) (\d{1,15})$/.exec(line) ?? [];
  if (verb !== 'key' && verb !== 'hold' && verb !== 'lock') return undefined;
  return { verb, keyId, until: Number(until) };
};

export const refusal = Buffer.from(`${greeting} no\n`);

export const answerBytes = ({ until, key }: AgentAnswer): Buffer => {
  const bytes = key?.export() ?? Buffer.alloc(0);
  const answer = Buffer.concat([Buffer.from(`${greeting} ok ${Math.floor(until)}\n`), bytes]);
  bytes.fill(0);
  return answer;
};

/** Undefined for a refusal and for what is no answer. */
export const parseAnswer = (bytes: Buffer): AgentAnswer | undefined => {
  const end = bytes.indexOf('\n');
  const [, until] =
    /^rolecall-agent 1 ok (\d{1,15})$/.exec(bytes.toString('latin1', 0, Math.max(0, end))) ?? [];
  const rest = bytes.subarray(end + 1);
  if (until === undefined || (rest.length !== 0 && rest.length !== keyLength)) return undefined;
  return { until: Number(until), key: rest.length === 0 ? undefined : createSecretKey(rest) };
};
