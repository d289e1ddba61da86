#!/usr/bin/env node
// A rolecall plugin for the AWS secrets engine of HashiCorp Vault; Node alone, no packages. Copy it to a place of your own,
// make it executable, and name it under `plugins` in config.yaml. What it understands under `config` and `plugin_config`:
//
//   addr       https://vault.acme.example (or VAULT_ADDR)
//   creds      a role of aws/creds: keys of an IAM user that Vault makes, for the base of an instance (auth: plugin)
//   sts        a role of aws/sts: credentials with a session token, for a role itself
//   ttl        how long they are to live, as Vault writes it: 30m
//   role_arn   with sts, where Vault's role allows several
//   mount      where the secrets engine is mounted: aws
//   namespace  of Vault Enterprise (or VAULT_NAMESPACE)
//
// The token comes from VAULT_TOKEN, else from ~/.vault-token, where `vault login` leaves it; it never is in config.yaml.
import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

// rolecall reads the exit code: who must sign in, who may not, and who may try again.
const exits = { failed: 1, usage: 2, signIn: 4, notAllowed: 5, upstream: 6 };

/** One line on stderr: rolecall shows the last one. */
const fail = (exit, message) => {
  console.error(message);
  process.exit(exit);
};

const request = JSON.parse(readFileSync(0, 'utf8'));
const config = request.Config;

const tokenOf = () => {
  if (process.env.VAULT_TOKEN) return process.env.VAULT_TOKEN;
  try {
    return readFileSync(join(homedir(), '.vault-token'), 'utf8').trim();
  } catch {
    return fail(exits.signIn, 'There is no Vault token: run vault login.');
  }
};

const addressOf = () => {
  const text = config.addr ?? process.env.VAULT_ADDR;
  if (!text) fail(exits.usage, 'addr is missing in the config of the plugin.');
  const url = new URL(text);
  const isLoopback = ['127.0.0.1', 'localhost', '[::1]'].includes(url.hostname);
  if (url.protocol !== 'https:' && !isLoopback) fail(exits.usage, 'A Vault is asked over https only.');
  return url;
};

/** `aws/creds/NAME` makes keys, `aws/sts/NAME` a session. */
const pathOf = () => {
  if ((config.creds === undefined) === (config.sts === undefined))
    fail(exits.usage, 'Say creds or sts in plugin_config, and not both.');
  const [kind, name] = config.creds === undefined ? ['sts', config.sts] : ['creds', config.creds];
  return `v1/${config.mount ?? 'aws'}/${kind}/${encodeURIComponent(name)}`;
};

const ask = async () => {
  const url = new URL(pathOf(), `${addressOf().href.replace(/\/$/, '')}/`);
  for (const key of ['ttl', 'role_arn']) if (config[key]) url.searchParams.set(key, config[key]);
  const namespace = config.namespace ?? process.env.VAULT_NAMESPACE;
  const headers = {
    'X-Vault-Token': tokenOf(),
    'X-Vault-Request': 'true',
    ...(namespace ? { 'X-Vault-Namespace': namespace } : {}),
  };
  const left = Math.max(1_000, Date.parse(request.Deadline) - Date.now() - 500);
  try {
    const answer = await fetch(url, { headers, redirect: 'error', signal: AbortSignal.timeout(left) });
    return { status: answer.status, body: await answer.json().catch(() => ({})) };
  } catch (error) {
    return fail(exits.upstream, `${url.host} cannot be reached (${error.cause?.code ?? error.name}).`);
  }
};

const asked = Date.now();
const { status, body } = await ask();
const said = Array.isArray(body.errors) ? body.errors.join(', ') : '';
if (status === 403)
  fail(exits.signIn, `Vault does not take the token for ${pathOf()}: run vault login. ${said}`);
if (status === 404 || status === 400) fail(exits.notAllowed, `Vault has nothing at ${pathOf()}. ${said}`);
if (status !== 200) fail(exits.upstream, `Vault answered ${status}. ${said}`);

const {
  access_key: id,
  secret_key: secret,
  security_token: token,
  session_token: session,
  ttl,
} = body.data ?? {};
// A lease counts from when it was asked for; of some sessions the answer tells a ttl instead.
const seconds = body.lease_duration || ttl;
console.log(
  JSON.stringify({
    Version: 1,
    AccessKeyId: id,
    SecretAccessKey: secret,
    SessionToken: token ?? session ?? undefined,
    Expiration: seconds ? new Date(asked + seconds * 1000).toISOString() : undefined,
  }),
);
