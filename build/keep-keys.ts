// Leaves role credentials in a store, for the run of `process` that its code cache is made of.
import { openSecretStore } from '../src/adapters/secret-store/open-secret-store.ts';
import type { Config } from '../src/domain/config.ts';
import { credentialOrigin } from '../src/domain/credential-origin.ts';
import { guarded } from '../src/domain/guarded.ts';
import type { RoleId } from '../src/domain/role.ts';
import { credentialsKey } from '../src/engine/session-record.ts';
import { roleCredentialsText } from '../src/engine/stored-record.ts';

type Place = {
  readonly directory: string;
  readonly config: Config;
  readonly env: Readonly<Record<string, string | undefined>>;
};

export const keepKeys = async ({ directory, config, env }: Place, role: RoleId): Promise<void> => {
  const [instance] = config.instances;
  if (instance === undefined) throw new Error('There is no instance to keep keys of.');
  const store = openSecretStore({ directory, config: config.secretStore, env, platform: process.platform });
  const expiration = Date.now() + 3_600_000;
  const keys = guarded({
    accessKeyId: 'ASIAEXAMPLE',
    secretAccessKey: 'example',
    sessionToken: 'example',
    expiration,
  });
  await store.set(
    credentialsKey(instance, credentialOrigin(instance, env), role),
    roleCredentialsText(keys),
    expiration,
  );
};
