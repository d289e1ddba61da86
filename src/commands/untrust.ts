import { UserError } from '../domain/errors.ts';
import { exitCodes } from '../domain/exit-codes.ts';
import { shownPath } from '../domain/folder-role.ts';
import { audited } from '../engine/audit.ts';
import type { CommandModule } from './command.ts';
import { folderFileFor } from './trust.ts';

const help = `
The file stays; it is passed over until you trust it again. A file that is gone can be named by its path.

Examples:
  rolecall untrust
  rolecall untrust ~/work/shop`;

export const untrust: CommandModule = {
  configure: (command) =>
    void command
      .argument('[path]', 'the file, or its folder; the nearest one unless given')
      .addHelpText('after', help),
  run: async (host, [given]) => {
    const path = given ?? (await folderFileFor(host, undefined)).path;
    const files = await host.services.folderFiles();
    const wasTrusted = await audited(host.services, {
      subject: { event: 'folder', file: path },
      run: () => files.untrust(path),
      factsOf: (done) => ({ outcome: done ? exitCodes.ok : exitCodes.failed }),
    });
    if (!wasTrusted) throw new UserError(`${shownPath(path)} was not trusted.`);
    host.stderr.write(`${shownPath(path)} is not trusted any more.\n`);
    return exitCodes.ok;
  },
};
