// Every check, in the order of the report within its group. A new one is a file of this folder and a line here.
import { awsIniCheck } from './aws-ini.ts';
import { catalogCheck } from './catalog.ts';
import { clearKeysCheck } from './clear-keys.ts';
import { clockCheck } from './clock.ts';
import { configCheck } from './config.ts';
import { networkCheck } from './endpoints.ts';
import type { Check } from './examined.ts';
import { awsFilesCheck, ownFilesCheck } from './file-modes.ts';
import { folderCheck } from './folder-role.ts';
import { serverCheck } from './held-server.ts';
import { lastFailureCheck } from './last-failure.ts';
import { machineCheck } from './machine.ts';
import { pluginsCheck } from './plugins.ts';
import { profilesCheck } from './profiles.ts';
import { programCheck } from './program.ts';
import { regionsCheck } from './regions.ts';
import { functionCheck } from './role-function.ts';
import { secretStoreCheck } from './secret-store.ts';
import { sessionsCheck } from './sessions.ts';
import { staleFilesCheck } from './stale-files.ts';
import { variablesCheck } from './variables.ts';

// Modes are looked at before the secret store, which mends its own when it is opened.
export const checks: readonly Check[] = [
  configCheck,
  ownFilesCheck,
  staleFilesCheck,
  secretStoreCheck,
  catalogCheck,
  pluginsCheck,
  clearKeysCheck,
  lastFailureCheck,
  sessionsCheck,
  clockCheck,
  regionsCheck,
  programCheck,
  functionCheck,
  variablesCheck,
  serverCheck,
  folderCheck,
  networkCheck,
  awsFilesCheck,
  awsIniCheck,
  profilesCheck,
  machineCheck,
];
