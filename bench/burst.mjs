// Many `process` calls at the moment when everything they have has ended, as when a build starts its workers: what they
// ask AWS for in all, and how long the last one takes, against as many empty Node processes at once.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { bundleProgram } from './bundle.mjs';
import { prepareOwnHome, runToEnd } from './homes.mjs';
import { median } from './statistics.mjs';
import { floorProgram } from './whole-processes.mjs';

export const callers = 50;

const runOnce = async ({ name, argv, env }) => {
  const [program, ...args] = argv;
  const child = spawn(program, args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
  const output = { stdout: '', stderr: '' };
  for (const stream of ['stdout', 'stderr'])
    child[stream].on('data', (data) => {
      output[stream] += data;
    });
  const [status] = await once(child, 'close');
  if (status !== 0) throw new Error(`${name} ended with ${status}: ${output.stderr}`);
  return output.stdout;
};

/** From the first spawn to the last exit (ms), and what each printed. */
const allAtOnce = async (program) => {
  const startedAt = performance.now();
  const printed = await Promise.all(Array.from({ length: callers }, () => runOnce(program)));
  return { took: performance.now() - startedAt, printed };
};

/** A burst that did not do its work has no time worth keeping. */
const refuseWrong = (printed, operations) => {
  const keys = new Set(printed.map((line) => JSON.parse(line).AccessKeyId));
  if (keys.size !== 1) throw new Error(`the calls of one burst got ${keys.size} different keys`);
  for (const wanted of ['CreateToken', 'GetRoleCredentials'])
    if (!operations.includes(wanted)) throw new Error(`no ${wanted} was asked for: nothing had expired`);
};

const signedInCaller = async ({ cli, own }) => {
  own.rolecall('login', '--flow', 'device', '--no-browser');
  const [{ instance, account_id: id, role_name: role }] = JSON.parse(own.rolecall('list', '--json'));
  const words = ['process', '--instance', instance, '--arn', `${id}:${role}`];
  return { name: 'process', argv: [process.execPath, cli, ...words], env: own.env };
};

const measureRounds = async ({ own, caller, floorEnv, rounds }) => {
  const expire = await bundleProgram('expire-session.mjs');
  const floor = floorProgram(floorEnv);
  const samples = { floor: [], burst: [], renewals: [], fetches: [] };
  const measureFloor = async () => samples.floor.push((await allAtOnce(floor)).took);
  const measureBurst = async () => {
    runToEnd([process.execPath, expire, join(own.home, 'state', 'secrets')], own.env);
    await own.emulator.forgetRequests();
    const { took, printed } = await allAtOnce(caller);
    const operations = await own.emulator.operations();
    refuseWrong(printed, operations);
    const count = (name) => operations.filter((operation) => operation === name).length;
    samples.burst.push(took);
    samples.renewals.push(count('CreateToken'));
    samples.fetches.push(count('GetRoleCredentials'));
  };
  for (let round = 0; round <= rounds; round++) {
    const turns = [measureFloor, measureBurst];
    for (const measure of round % 2 === 0 ? turns : turns.reverse()) await measure();
  }
  return samples;
};

/**
 * Answers medians in ms, `{ floor, burst }`, and the most calls that any round made, `{ renewals, fetches }`. The calls of
 * the first round count, its times do not.
 */
export const measureBurst = async ({ cli, folder, floorEnv, rounds }) => {
  const emulatorArgs = ['--accounts', '2', '--refresh-mode', 'rotate-revoke-family'];
  const own = await prepareOwnHome({ cli, folder, floorEnv, name: 'home-burst', emulatorArgs });
  try {
    const caller = await signedInCaller({ cli, own });
    const { floor, burst, renewals, fetches } = await measureRounds({ own, caller, floorEnv, rounds });
    return {
      floor: median(floor.slice(1)),
      burst: median(burst.slice(1)),
      renewals: Math.max(...renewals),
      fetches: Math.max(...fetches),
    };
  } finally {
    await own.emulator.close();
  }
};
