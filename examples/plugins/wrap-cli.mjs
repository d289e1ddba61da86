#!/usr/bin/env node
// A rolecall plugin around another program that prints AWS credentials: the AWS CLI, a company's own tool, or one that signs
// in to some other identity provider. Node alone, no packages. Under `config` or `plugin_config`:
//
//   command    its words, with spaces between: aws configure export-credentials --format process --profile base
//
// It may print what a credential_process prints, or what `aws sts assume-role` does: {"Credentials": {...}}.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

const fail = (exit, message) => {
  console.error(message);
  process.exit(exit);
};

const { Config: config, Deadline: deadline } = JSON.parse(readFileSync(0, 'utf8'));
const [program, ...words] = (config.command ?? '').split(/\s+/).filter(Boolean);
if (program === undefined) fail(2, 'command is missing in the config of the plugin.');

// No shell: the words of config.yaml are the program's, whatever stands in them.
const timeout = Math.max(1_000, Date.parse(deadline) - Date.now() - 500);
const ran = spawnSync(program, words, { encoding: 'utf8', timeout, stdio: ['ignore', 'pipe', 'inherit'] });
if (ran.error?.code === 'ETIMEDOUT') fail(6, `${program} took too long.`);
if (ran.error) fail(1, `${program} cannot be started (${ran.error.code}).`);
// It has said why on stderr, which rolecall shows.
if (ran.status !== 0) process.exit(ran.status ?? 1);

let answer;
try {
  answer = JSON.parse(ran.stdout);
} catch {
  fail(1, `${program} printed no JSON.`);
}
const { AccessKeyId, SecretAccessKey, SessionToken, Expiration } = answer.Credentials ?? answer;
console.log(JSON.stringify({ Version: 1, AccessKeyId, SecretAccessKey, SessionToken, Expiration }));
