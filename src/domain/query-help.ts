// What a query can say, in one screen: `rolecall help query` and the picker's help are drawn from this.

/** How it is written, and what it means. */
export const queryHelp: readonly (readonly [text: string, meaning: string])[] = [
  ['prod admin', 'both words, anywhere in names, id, email and tags'],
  ['prod|stage', 'one of them'],
  ["'prod", 'exactly these letters in one piece'],
  ['^prod   prod$', 'at the start, at the end'],
  ['!prod', 'not these letters; ! goes before any part'],
  ['"two words"', 'a space; a \\ before a sign makes it a plain letter'],
  ['env:prod|stage', 'the tag or field holds one of these'],
  ['env:=prod  env!:prod', 'it is exactly that; it does not hold it'],
  ['role:^Adm  role:min$', 'it starts with that; it ends with it'],
  ['env:', 'it is set at all'],
  ['@fav  @recent', 'pinned roles; the 20 used last'],
  ['@live', 'roles with cached credentials that still live'],
  ['@new  @gone', 'came, went since you looked or at the last refresh'],
];

export const queryNotes: readonly string[] = [
  'Fields: account, id, role, email, profile, region, instance, and all your tags.',
  'Upper case in a part makes case count there. Accents never do.',
];

const width = 24;

const paragraphs = [
  `The same language in the picker, as the words of list, exec, env and others, in
--query, --filter, --only, and in filters of config.yaml. All parts must hold.`,
  queryHelp.map(([text, meaning]) => `  ${text.padEnd(width)}${meaning}`).join('\n'),
  `${queryNotes.join('\n')}
Where nothing matches, the picker shows what is spelled like it, and says so.`,
  `  rolecall list env:prod '!@live'
  rolecall exec 'account:="Acme Production"' admin -- aws s3 ls`,
];

export const queryHelpText = `${paragraphs.join('\n\n')}\n`;
