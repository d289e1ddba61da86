#!/usr/bin/env node
// The entry: the only file that reads `process` to make the host, and the only one that ends the program.
import { homedir } from 'node:os';
import { quickAnswer } from './quick.ts';

// A reader that went away (`rolecall list | head`) is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
});

const theLongRoad = async (): Promise<number> => {
  const [{ main, report }, { hostOf }] = await Promise.all([import('./main.ts'), import('./host.ts')]);
  const host = hostOf(process);
  // Node's own report would print the error whole, and whatever it holds.
  for (const event of ['unhandledRejection', 'uncaughtException'])
    process.on(event, (error: unknown) => process.exit(report(host, error)));
  return main(host);
};

const { argv, env, platform } = process;
const answer = await quickAnswer({
  argv: argv.slice(2),
  env,
  platform,
  home: env['HOME'] || homedir(),
  now: Date.now,
});
if (answer?.stderr) process.stderr.write(answer.stderr);
const status = answer?.exitCode ?? (await theLongRoad());
// Ending at once saves what timers of the interface would hold on to; the last write waits for the output.
process.stdout.write(answer?.stdout ?? '', () => process.exit(status));
