// The entry of the key agent, which `rolecall unlock` starts in the background: a bundle of its own that loads little.
// It has no terminal, and nothing that it meets is printed.
import { closeSync, existsSync, openSync, readdirSync, readFileSync, readSync, writeSync } from 'node:fs';
import { devNull } from 'node:os';
import { decodeHandover, type Handover, ready } from './adapters/key-agent/handover.ts';
import { runAgent } from './adapters/key-agent/run-agent.ts';

const longestHandover = 65_536;

const readInput = (): Handover => {
  const bytes = Buffer.alloc(longestHandover);
  let length = 0;
  try {
    for (let read = -1; read !== 0; length += read)
      read = readSync(0, bytes, length, bytes.length - length, null);
  } catch (error) {
    // How a pipe ends on Windows.
    if ((error as NodeJS.ErrnoException).code !== 'EOF') throw error;
  }
  return decodeHandover(bytes.subarray(0, length));
};

/** Closed, and taken by nothing: what is opened later must not get the number of an output. */
const putAway = (descriptor: number): void => {
  closeSync(descriptor);
  openSync(devNull, 'r+');
};

const closeOnExec = 0o2000000;

/** What Node opened itself is closed at exec; what came through one is not. */
const isInherited = (name: string): boolean => {
  const [, flags = ''] = /^flags:\s*([0-7]+)$/m.exec(readFileSync(`/proc/self/fdinfo/${name}`, 'utf8')) ?? [];
  return (Number.parseInt(flags, 8) & closeOnExec) === 0;
};

/** Pipes of the shell that began all this, where the system names them (Linux): who reads them would wait for us. */
const closeInherited = (): void => {
  const names = existsSync('/proc/self/fdinfo') ? readdirSync('/proc/self/fdinfo') : [];
  for (const name of names.filter((text) => Number(text) > 2)) {
    try {
      if (isInherited(name)) closeSync(Number(name));
    } catch {
      // The descriptor by which the folder was read.
    }
  }
};

const say = (words: string): void => {
  writeSync(1, words);
  putAway(1);
};

const begin = async (): Promise<void> => {
  const handover = readInput();
  putAway(0);
  const agent = await runAgent(handover);
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, agent.end);
  process.on('uncaughtException', agent.end);
  try {
    say(ready);
  } catch {
    // Who started it is gone, and told nobody that the store is unlocked.
    agent.end();
  }
};

process.title = 'rolecall agent';
process.umask(0o077);
// A terminal that closes is no reason to end, and SIGUSR1 would open Node's debugger.
for (const signal of ['SIGHUP', 'SIGUSR1'] as const) process.on(signal, () => undefined);
closeInherited();
begin().catch((error: NodeJS.ErrnoException) => say(error.code ?? error.name));
