// `trust`: a folder's file, written by somebody else or changed since, counts from now on as it is now.
import { UserError } from '../domain/errors.ts';
import { exitCodes } from '../domain/exit-codes.ts';
import { type FolderFile, folderRole, shownPath } from '../domain/folder-role.ts';
import { projectFileName } from '../domain/project-file-name.ts';
import { audited } from '../engine/audit.ts';
import { loadRoles } from '../engine/load-roles.ts';
import type { Host } from '../host.ts';
import type { CommandModule } from './command.ts';
import { folderLines } from './folder-lines.ts';

const help = `
Trust is of this file at this place with these contents: when one of them changes, it is passed over until you trust it again.
It lies in your state folder. See the file before with rolecall use, take trust away with rolecall untrust.

Examples:
  rolecall trust
  rolecall trust ~/work/shop
  rolecall trust --list`;

/** The file at the path, or the nearest one. Errors: UserError where there is none. */
export const folderFileFor = async (host: Host, path: string | undefined): Promise<FolderFile> => {
  const files = await host.services.folderFiles();
  const found = path === undefined ? await files.find() : await files.at(path);
  if (found !== undefined) return found;
  throw new UserError(`There is no ${projectFileName} ${path === undefined ? 'here or above' : 'there'}.`, {
    hint: 'Write one: rolecall use SELECTOR',
  });
};

const list = async (host: Host, isJson: boolean): Promise<number> => {
  const paths = await (await host.services.folderFiles()).trusted();
  host.stdout.write(
    isJson ? `${JSON.stringify(paths)}\n` : paths.map((path) => `${shownPath(path)}\n`).join(''),
  );
  return exitCodes.ok;
};

export const trust: CommandModule = {
  configure: (command) =>
    void command
      .argument('[path]', 'the file, or its folder; the nearest one unless given')
      .option('--list', 'list the files that are trusted')
      .option('--json', 'list them as JSON')
      .addHelpText('after', help),
  run: async (host, [path], options) => {
    if (options['list'] === true || options['json'] === true) return list(host, options['json'] === true);
    const found = await folderFileFor(host, path);
    if (found.content.kind === 'broken')
      throw new UserError(`${shownPath(found.path)} cannot be trusted: ${found.content.problem}.`);
    const { accountId, roleName } = found.content.project;
    const files = await host.services.folderFiles();
    await audited(host.services, {
      subject: { event: 'folder', account_id: accountId, role: roleName, file: found.path },
      run: () => files.trust(found),
    });
    const { roles } = await loadRoles(host.services);
    const trusted: FolderFile = { ...found, trust: 'trusted' };
    host.stderr.write(folderLines(trusted, roles));
    const meant = folderRole(trusted, roles);
    if (meant.kind === 'passed-over') host.stderr.write(`${meant.reason}\n`);
    return exitCodes.ok;
  },
};
