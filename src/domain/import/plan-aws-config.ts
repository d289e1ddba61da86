// The AWS config after an import: profiles that another tool managed, and with `replace` those written by hand, stand in
// our block under the names that they had. A profile that says more than ours can say stays where it is.

import { isSignificant, splitLines, trimSpace } from '../aws-ini/lines.ts';
import { removeSections } from '../aws-ini/remove-sections.ts';
import { requireWritable, type WritableSection } from '../aws-ini/writable-section.ts';
import type { Config } from '../config.ts';
import { UsageError } from '../errors.ts';
import { layoutIn, ownSections, type ProfileLayout, withOwnSections } from '../own-sections.ts';
import { sectionsFor } from '../profile-sections.ts';
import { profileSettings } from '../profile-settings.ts';
import type { Role, RoleId } from '../role.ts';
import { sanitize } from '../sanitize.ts';
import { noTags } from '../tag.ts';
import { compileRule } from '../tag-rules.ts';
import { type AwsSsoBlock, findAwsSsoBlocks, isInBlock } from './aws-sso-cli-block.ts';
import type { Tree } from './config-tree.ts';
import type { FoundSection, ImportNote, TextFile } from './found.ts';
import { type PlannedRole, regionOf } from './plan-roles.ts';

export type AwsConfigRequest = {
  readonly file: TextFile | undefined;
  readonly roles: readonly PlannedRole[];
  /** config.yaml as it will be. */
  readonly tree: Tree;
  readonly config: Config;
  /** Profiles written by hand move too. */
  readonly replaces: boolean;
  /** The `credential_process` of a role. */
  readonly commandFor: (role: RoleId) => string;
};

export type AwsConfigPlan = {
  readonly before: string | undefined;
  readonly after: string | undefined;
  /** Profiles that move into our block. */
  readonly moved: readonly string[];
  readonly notes: readonly ImportNote[];
};

type Move = { readonly role: PlannedRole; readonly from: FoundSection; readonly section: WritableSection };

/** As `profiles write` would make it of what config.yaml will say. */
const sectionFor = (request: AwsConfigRequest, planned: PlannedRole): WritableSection | undefined => {
  const { found, instance, profile = '' } = planned;
  const { accountId, roleName, known } = found;
  const { config } = request;
  const accountName = known?.accountName ?? '';
  const rules = config.tagRules.filter((rule) => rule.profileSettings !== undefined).map(compileRule);
  const role: Role = {
    instance,
    accountId,
    roleName,
    profile,
    region: regionOf(request.tree, planned),
    accountName,
    email: known?.email ?? '',
    ssoRegion: '',
    tags: noTags,
  };
  const { sections } = sectionsFor({
    roles: [role],
    profileOf: () => profile,
    style: 'process',
    commandFor: request.commandFor,
    settingsOf: (one) => profileSettings(one, { config, rules, accountName }),
    instances: config.instances,
    foreign: [],
  });
  return sections[0];
};

/** What the new section would not say, or say otherwise. A region that a tool wrote follows the config again. */
const lostKeys = ({ settings, isManaged }: FoundSection, { entries }: WritableSection): readonly string[] => {
  const said = new Map(entries);
  return settings
    .filter(([key, value]) => said.get(key) !== value && !(isManaged && key === 'region'))
    .map(([key]) => key);
};

const writableFault = (section: WritableSection): string | undefined => {
  try {
    requireWritable(section);
    return undefined;
  } catch (error) {
    if (error instanceof UsageError) return error.message;
    throw error;
  }
};

type Moves = { readonly moves: readonly Move[]; readonly notes: readonly ImportNote[] };

const movesOf = (request: AwsConfigRequest): Moves => {
  const notes: ImportNote[] = [];
  const moves = request.roles.flatMap((role): readonly Move[] => {
    const { section: from, profile: name, tool, origin } = role.found;
    if (from === undefined || (!from.isManaged && !request.replaces)) return [];
    const stays = (why: string): readonly Move[] => {
      notes.push({ tool, origin, text: `[${sanitize(from.header, 128)}] stays where it is: ${why}` });
      return [];
    };
    if (role.profile === undefined || (role.profile !== name && !from.isManaged))
      return stays(`its role is called ${sanitize(role.profile ?? 'something else', 128)} here.`);
    const section = sectionFor(request, role);
    if (section === undefined) return [];
    const lost = lostKeys(from, section);
    if (lost.length > 0) return stays(`a profile of ours would lose its ${sanitize(lost.join(', '), 200)}.`);
    const fault = writableFault(section);
    return fault === undefined ? [{ role, from, section }] : stays(fault);
  });
  return { moves, notes };
};

/** Of a block of aws-sso-cli that is empty afterwards, the markers go too. */
const emptiedMarkers = (
  text: string,
  blocks: readonly AwsSsoBlock[],
  moves: readonly Move[],
): ReadonlySet<number> => {
  const gone = new Set(moves.map(({ from }) => from.line));
  const lines = splitLines(text);
  const headers = lines.filter((line) => isSignificant(line) && trimSpace(line.text).startsWith('['));
  const isEmptied = (block: AwsSsoBlock): boolean =>
    headers.every(({ number }) => !isInBlock(block, number) || gone.has(number));
  const ofBlock = (block: AwsSsoBlock): readonly number[] =>
    lines
      .filter(
        ({ number, text: content }) =>
          number === block.begin ||
          number === block.end ||
          (isInBlock(block, number) && trimSpace(content) === ''),
      )
      .map(({ number }) => number);
  return new Set(blocks.filter(isEmptied).flatMap(ofBlock));
};

const blockNotes = (
  file: string,
  blocks: readonly AwsSsoBlock[],
  markers: ReadonlySet<number>,
): readonly ImportNote[] =>
  blocks
    .filter(({ begin }) => !markers.has(begin))
    .map(({ begin }) => ({
      tool: 'aws-sso-cli',
      origin: { file, line: begin },
      text: 'The block of aws-sso-cli keeps its other profiles. While it is there, aws-sso setup profiles would write all of them again.',
    }));

const layoutFor = ({ config, file }: AwsConfigRequest): ProfileLayout => {
  const isBlock = config.profiles?.block;
  if (isBlock !== undefined) return isBlock ? 'block' : 'marked';
  return layoutIn(file?.text, file?.path ?? '') ?? 'block';
};

const kept = (text: string, file: string, moves: readonly Move[]): readonly WritableSection[] => {
  const names = new Set(moves.map(({ section }) => section.name));
  return ownSections(text, file)
    .filter(({ header }) => !names.has(header))
    .map(({ header, entries }) => ({
      name: header,
      entries: entries.map(({ key, value }) => [key, value] as const),
    }));
};

/** Errors: UsageError for a file that cannot be edited safely. */
export const planAwsConfig = (request: AwsConfigRequest): AwsConfigPlan => {
  const { file } = request;
  const unchanged = { before: file?.text, after: file?.text, moved: [], notes: [] };
  if (file === undefined) return unchanged;
  const { moves, notes } = movesOf(request);
  if (moves.length === 0) return { ...unchanged, notes };
  const blocks = findAwsSsoBlocks(file.text, file.path).filter((block) =>
    moves.some(({ from }) => isInBlock(block, from.line)),
  );
  const markers = emptiedMarkers(file.text, blocks, moves);
  const removal = { sections: new Set(moves.map(({ from }) => from.line)), lines: markers };
  const rest = removeSections(file.text, removal, file.path);
  const sections = [...kept(file.text, file.path, moves), ...moves.map(({ section }) => section)].sort(
    (a, b) => (a.name < b.name ? -1 : 1),
  );
  return {
    before: file.text,
    after: withOwnSections(rest, { sections, layout: layoutFor(request), file: file.path }),
    moved: moves.map(({ role }) => role.profile ?? ''),
    notes: [...notes, ...blockNotes(file.path, blocks, markers)],
  };
};
