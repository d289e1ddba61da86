#!/usr/bin/env node
// The second bin: `rolecall aws-cli-helper`, under its own name.
import { join } from 'node:path';

if (!['', '0', 'false'].includes(process.env['AWS_CLI_HELPER_DEBUG'] ?? '')) process.argv.push('--debug');
process.argv.splice(1, 1, join(__dirname, 'cli.js'), 'aws-cli-helper');
require('./cli.js');
