// The asking side of the agent's socket. It is on the quick road, so node:net is fetched only where there is a socket.
import type { KeyObject } from 'node:crypto';
import { type MasterKeyFile, openMasterKeyFile } from '../secret-store/master-key-file.ts';
import { agentAddress, type StorePlace, whoseSocket } from './agent-address.ts';
import { type AgentRequest, longestMessage, parseAnswer, requestLine } from './agent-protocol.ts';

/** ms. A `process` call may ask twice, on the quick road and on the long one, and loses less than a second by it before
 * it asks for the passphrase. */
const defaultLimit = 400;

/** `gone`: nobody listens. `silent`: somebody does, and gave no whole answer in time. */
export type Heard = Buffer | 'gone' | 'silent';

const exchange = (path: string, line: string, limit: number): Promise<Heard> =>
  new Promise((resolve) => {
    const { connect } = process.getBuiltinModule('node:net');
    const chunks: Buffer[] = [];
    let length = 0;
    let isConnected = false;
    const socket = connect({ path });
    const finish = (heard: Heard): void => {
      clearTimeout(timer);
      socket.destroy();
      resolve(heard);
    };
    // A process that was kept from running meets the answer and the end of its time at once: the answer counts.
    const timer = setTimeout(() => setImmediate(finish, 'silent'), limit);
    socket.on('connect', () => {
      isConnected = true;
    });
    socket.on('error', () => finish(isConnected ? 'silent' : 'gone'));
    socket.on('data', (chunk: Buffer) => {
      chunks.push(chunk);
      length += chunk.length;
      if (length > longestMessage) finish('silent');
    });
    socket.on('end', () => {
      const whole = Buffer.concat(chunks);
      for (const chunk of chunks) chunk.fill(0);
      finish(whole);
    });
    socket.write(line);
  });

/** Never throws. What is not a socket of ours is not talked to. */
export const askAgent = async (path: string, request: AgentRequest, limit = defaultLimit): Promise<Heard> =>
  whoseSocket(path) === 'ours' ? exchange(path, requestLine(request), limit) : 'gone';

export type Unlocked = {
  /** Opens the file's box; made of the passphrase. */
  readonly wrappingKey: KeyObject;
  /** What the box holds, to be wiped after use. */
  readonly content: Buffer;
  readonly until: number;
};

/** What the agent of this store holds, when it is the store's key indeed. Never throws. */
export const askForKey = async (
  place: StorePlace,
  file: MasterKeyFile,
  limit?: number,
): Promise<Unlocked | undefined> => {
  const request = { verb: 'key', keyId: file.keyId } as const;
  const heard = await askAgent(agentAddress(place, file.keyId), request, limit);
  if (typeof heard === 'string') return undefined;
  const answer = parseAnswer(heard);
  heard.fill(0);
  if (answer?.key === undefined) return undefined;
  const content = openMasterKeyFile(file, answer.key);
  return content && { wrappingKey: answer.key, content, until: answer.until };
};
