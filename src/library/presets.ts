// Options for the two places where most tools run. What is given wins.
import type { AwsAuthOptions } from './options.ts';

/** A program that a person runs in a terminal: asks where something is missing. */
export const forCli = (options: AwsAuthOptions): AwsAuthOptions => ({
  sessionDuration: '12h',
  preferSso: true,
  allowIamUser: true,
  allowEnvironment: true,
  setupUi: 'terminal',
  ciMode: false,
  ...options,
});

/** A job without a person: asks nobody, and says at once what to set. */
export const forCi = (options: AwsAuthOptions): AwsAuthOptions => ({
  sessionDuration: '1h',
  preferSso: false,
  allowIamUser: true,
  allowEnvironment: true,
  setupUi: 'none',
  ciMode: true,
  ...options,
});
