#!/usr/bin/env node
// The entry: the only file that reads `process` to make the host, and the only one that ends the program.
import { hostOf } from './host.ts';
import { main } from './main.ts';

// A reader that went away (`rolecall list | head`) is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
});

const status = await main(hostOf(process));
// Ending at once saves what timers of the interface would hold on to; the empty write waits for the output.
process.stdout.write('', () => process.exit(status));
