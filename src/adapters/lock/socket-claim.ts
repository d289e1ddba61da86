// Listening on a name that only one process can have. Who waits connects to the holder and sees the connection
// close when the work is done or the holder is gone.
import { connect, createServer, type Socket } from 'node:net';

export type Claim = { readonly release: () => Promise<void> };

export type Claimant = {
  /** Undefined when another has it. */
  readonly claim: () => Promise<Claim | undefined>;
  /** Resolves when it is worth trying again, at the latest after `limit` ms. */
  readonly waitForRelease: (limit: number) => Promise<void>;
};

/** A short wait of random length, so that those who wait do not all try at once. */
export const jitter = (least: number, most: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, least + Math.random() * (most - least)));

const claim = (address: string): Promise<Claim | undefined> =>
  new Promise((resolve, reject) => {
    const waiting = new Set<Socket>();
    const server = createServer((socket) => {
      waiting.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => waiting.delete(socket));
    });
    const release = (): Promise<void> =>
      new Promise((released) => {
        server.close(() => released());
        for (const socket of waiting) socket.destroy();
      });
    server.once('error', (error: NodeJS.ErrnoException) =>
      error.code === 'EADDRINUSE' ? resolve(undefined) : reject(error),
    );
    server.listen({ path: address, exclusive: true }, () => resolve({ release }));
  });

const waitForRelease = async (address: string, limit: number): Promise<void> => {
  await new Promise<void>((resolve) => {
    const socket = connect({ path: address });
    const timer = setTimeout(() => socket.destroy(), limit);
    // Refused: the holder let go between our try and our connection, which is what we wait for.
    socket.on('error', () => undefined);
    socket.on('close', () => {
      clearTimeout(timer);
      resolve();
    });
    socket.resume();
  });
  await jitter(0, Math.min(20, limit));
};

export const socketClaimant = (address: string): Claimant => ({
  claim: () => claim(address),
  waitForRelease: (limit) => waitForRelease(address, limit),
});
