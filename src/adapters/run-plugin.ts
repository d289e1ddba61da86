// A plugin runs for one answer: by its own path and without a shell, in its own folder, with what it is asked on stdin
// and without anybody's keys in its environment. Its time and its output have limits. What it says on stderr is told with
// its failure, in one line that is made harmless; what it prints on stdout is never repeated.
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { dirname } from 'node:path';
import type { Environment } from '../domain/aws-endpoint.ts';
import {
  baseGuard,
  guardedNames,
  pluginGuard,
  processGuard,
  refusePluginCircle,
} from '../domain/base-circle.ts';
import type { FoundKeys } from '../domain/credentials.ts';
import { NotAssigned, UpstreamFailed, UsageError, UserError } from '../domain/errors.ts';
import { exitCodes } from '../domain/exit-codes.ts';
import {
  lastWords,
  type PluginRequest,
  type PluginUse,
  parsePluginAnswer,
  pluginRequestText,
} from '../domain/plugin.ts';
import { roleKey } from '../domain/role.ts';
import type { Plugins } from '../ports/plugins.ts';
import { lookAtPlugin } from './plugin-file.ts';
import { publicPart } from './withheld-variables.ts';

const mostOutput = 64 * 1024;
const mostWords = 4 * 1024;

type Ended = {
  readonly kind: 'ended' | 'late' | 'long' | 'not-started';
  /** Undefined where a signal ended it. */
  readonly status: number | undefined;
  readonly stdout: string;
  readonly stderr: string;
};

type Running = {
  readonly path: string;
  readonly input: string;
  readonly env: Record<string, string>;
  readonly timeout: number;
};

/** Undefined where the system starts none: a file that is being written, say, for which Node throws at once. */
const started = ({ path, env }: Running): ChildProcessWithoutNullStreams | undefined => {
  try {
    return spawn(path, [], { cwd: dirname(path), env, stdio: 'pipe', windowsHide: true });
  } catch {
    return undefined;
  }
};

/** Answers when the plugin itself has ended, whatever it has left behind that still holds its pipes. */
const run = (running: Running): Promise<Ended> =>
  new Promise((resolve) => {
    const child = started(running);
    if (child === undefined)
      return resolve({ kind: 'not-started', status: undefined, stdout: '', stderr: '' });
    const { input, timeout } = running;
    const chunks: Buffer[] = [];
    let size = 0;
    let stderr = '';
    const end = (kind: Ended['kind'], status?: number): void => {
      clearTimeout(timer);
      child.kill('SIGKILL');
      for (const stream of [child.stdin, child.stdout, child.stderr]) stream.destroy();
      resolve({ kind, status, stdout: Buffer.concat(chunks).toString('utf8'), stderr });
    };
    const timer = setTimeout(() => end('late'), timeout);
    child.stdout.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > mostOutput) end('long');
      else chunks.push(chunk);
    });
    child.stderr.on('data', (chunk: Buffer) => {
      stderr = `${stderr}${chunk.toString('utf8')}`.slice(-mostWords);
    });
    child.on('error', () => end('not-started'));
    child.on('close', (status) => end('ended', status ?? undefined));
    // What it wrote last is read still; what it has left behind is not waited for.
    child.on('exit', (status) => setTimeout(() => end('ended', status ?? undefined), 200).unref());
    child.stdin.on('error', () => undefined);
    child.stdin.end(input);
  });

const sentence = (plugin: PluginUse, what: string): string => `The plugin ${plugin.name} ${what}.`;

const checkHint = ({ name }: PluginUse): string => `See: rolecall plugin check ${name}`;

/** By the exit codes that rolecall itself has. */
const failure = (plugin: PluginUse, { status, stderr }: Ended): Error => {
  const words = lastWords(stderr);
  const how = status === undefined ? 'was ended by a signal' : `ended with ${status}`;
  const message = words === undefined ? sentence(plugin, how) : `${sentence(plugin, how)} It says: ${words}`;
  const hint = checkHint(plugin);
  switch (status) {
    case exitCodes.usage:
      return new UsageError(message, hint);
    case exitCodes.loginNeeded:
      return new UserError(message, { hint: 'It needs you to sign in, in its own way.', exitCode: status });
    case exitCodes.notAssigned:
      return new NotAssigned(message, hint);
    case exitCodes.upstream:
      return new UpstreamFailed(message);
    default:
      return new UserError(message, { hint });
  }
};

/** The plugin, and all that it starts, is told what it is asked for: a rolecall among them refuses to ask it again. */
const pluginEnv = (env: Environment, { instance, role }: PluginRequest): Record<string, string> => {
  if (role === undefined)
    return {
      ...publicPart(env),
      [baseGuard]: [...new Set([...guardedNames(env), instance])].join(' '),
    };
  const key = roleKey({ ...role, instance });
  const withKey = (guard: string): string =>
    [...new Set([...(env[guard] ?? '').split(' '), key])].filter(Boolean).join(' ');
  return {
    ...publicPart(env),
    [processGuard]: withKey(processGuard),
    [pluginGuard]: withKey(pluginGuard),
  };
};

const requireProgram = (plugin: PluginUse): string => {
  const file = lookAtPlugin(plugin.path);
  if (file.kind === 'good') return file.path;
  throw new UsageError(
    `The plugin ${plugin.name} (${plugin.path}) is not run: ${file.why}.`,
    'A plugin and its folders must be your own or the system’s, and nobody else may write them.',
  );
};

const refuseAgain = (env: Environment, { instance, role, plugin }: PluginRequest): void => {
  if (role !== undefined) refusePluginCircle(env, { ...role, instance }, plugin.name);
  if (role !== undefined || !guardedNames(env).includes(instance)) return;
  throw new UsageError(
    `The plugin ${plugin.name} runs rolecall for ${instance}, which asks it again.`,
    'Let it use a profile of its own.',
  );
};

type Outside = { readonly env: Environment; readonly now: () => number };

const credentialsOf = async (request: PluginRequest, { env, now }: Outside): Promise<FoundKeys> => {
  const { plugin } = request;
  refuseAgain(env, request);
  const path = requireProgram(plugin);
  const input = pluginRequestText(request);
  const ended = await run({ path, input, env: pluginEnv(env, request), timeout: plugin.timeout });
  const say = (what: string): UserError => new UserError(sentence(plugin, what), { hint: checkHint(plugin) });
  if (ended.kind === 'late')
    throw new UpstreamFailed(sentence(plugin, `did not answer within ${plugin.timeout / 1000} s`));
  if (ended.kind === 'long') throw say(`printed more than ${mostOutput / 1024} KiB`);
  if (ended.kind === 'not-started') throw say('could not be started');
  if (ended.status !== 0) throw failure(plugin, ended);
  const answer = parsePluginAnswer(ended.stdout, now());
  if (answer.kind === 'keys') return answer.keys;
  throw say(answer.why);
};

export const openPlugins = (outside: Outside): Plugins => ({
  look: lookAtPlugin,
  refuseCircle: (role, plugin) => refusePluginCircle(outside.env, role, plugin),
  credentials: (request) => credentialsOf(request, outside),
});
