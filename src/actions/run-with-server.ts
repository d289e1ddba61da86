// A program whose AWS SDKs fetch the role's keys from us for as long as it runs, so that a job of hours never sees an
// expired key. The server is reached from loopback only, with a token that only the program's environment holds.
import type { Holding } from '../domain/export-variables.ts';
import { guarded } from '../domain/guarded.ts';
import { defaultSlot } from '../domain/slot-name.ts';
import { credentialSlots } from '../engine/credential-slots.ts';
import type { CredentialServer } from '../ports/credential-server.ts';
import type { Services } from '../ports/services.ts';
import { refuseDefaultKeys } from './refuse-default-keys.ts';
import { type RunRequest, runWithRole } from './run-with-role.ts';

const served = ({ uri, token }: CredentialServer): Holding =>
  guarded({ kind: 'server', uri: uri(defaultSlot), token, tokenFile: undefined });

/**
 * The child's exit status. `onProblem` hears, in one line without secrets, when renewals begin to fail.
 * Errors: UsageError for AWS files that would win over the server, UserError when the child cannot be started.
 */
export const runWithServer = async (
  services: Services,
  request: RunRequest,
  onProblem: (text: string) => void,
): Promise<number> => {
  await refuseDefaultKeys(services, 'leave --server out');
  const slots = credentialSlots(services, { onProblem });
  try {
    await slots.load(defaultSlot, request.role);
    const address = { port: 0, bind: '127.0.0.1', hostNames: [], tls: undefined };
    const server = await (await services.credentialServers()).start(address, slots);
    try {
      return await runWithRole(services, { ...request, holding: served(server) });
    } finally {
      await server.close();
    }
  } finally {
    slots.close();
  }
};
