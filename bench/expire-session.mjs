// Bundled and run by burst.mjs: makes a home look as it does an hour later, by the product's own store. Argument: its
// secrets folder; the key stands in ROLECALL_MASTER_KEY.
import { openSecretStore } from '../src/adapters/secret-store/open-secret-store.ts';
import { expireRecords } from '../test/soak/expire-records.ts';

const [directory] = process.argv.slice(2);
const config = { backend: 'auto', passphraseCommand: undefined };
await expireRecords(openSecretStore({ directory, config, env: process.env, platform: process.platform }));
