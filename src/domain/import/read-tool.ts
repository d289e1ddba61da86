// Which file reads which tool.
import { readAwsCli } from './aws-cli.ts';
import { readAwsSsoCli } from './aws-sso-cli.ts';
import { readAwsSsoUtil } from './aws-sso-util.ts';
import { readAwsVault } from './aws-vault.ts';
import { readCredentials } from './credentials.ts';
import type { Found, ImportSources, ImportTool } from './found.ts';
import { readGranted } from './granted.ts';
import { readLeapp } from './leapp.ts';

const readers: Readonly<Record<ImportTool, (sources: ImportSources) => Found>> = {
  'aws-sso-cli': readAwsSsoCli,
  granted: readGranted,
  'aws-sso-util': readAwsSsoUtil,
  'aws-cli': readAwsCli,
  leapp: readLeapp,
  'aws-vault': readAwsVault,
  credentials: readCredentials,
};

/** Errors: UsageError with file and line for a file that is not right. */
export const readTool = (tool: ImportTool, sources: ImportSources): Found => readers[tool](sources);
