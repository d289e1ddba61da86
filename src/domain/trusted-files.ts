// Which files of projects a person trusted, as the state folder keeps it: by path, each with the hash of what it held.

/** Hashes by path; the one trusted last comes last. */
export type TrustedFiles = ReadonlyMap<string, string>;

/** Beyond this, those trusted longest ago are forgotten. */
const most = 1000;

export const withTrust = (files: TrustedFiles, path: string, hash: string): TrustedFiles => {
  const rest = [...files].filter(([known]) => known !== path);
  return new Map([...rest.slice(-(most - 1)), [path, hash]]);
};

export const withoutTrust = (files: TrustedFiles, path: string): TrustedFiles =>
  new Map([...files].filter(([known]) => known !== path));

export const trustedFilesText = (files: TrustedFiles): string =>
  `${JSON.stringify({ version: 1, files: [...files].map(([path, sha256]) => ({ path, sha256 })) }, undefined, 1)}\n`;

/** Undefined for a text that is none of ours: nothing is trusted then. */
export const readTrustedFiles = (text: string): TrustedFiles | undefined => {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  const { version, files } = (value ?? {}) as { version?: unknown; files?: unknown };
  if (version !== 1 || !Array.isArray(files)) return undefined;
  const entries = files.filter(
    (file): file is { path: string; sha256: string } =>
      typeof file?.path === 'string' && /^[0-9a-f]{64}$/.test(String(file?.sha256)),
  );
  return new Map(entries.map(({ path, sha256 }) => [path, sha256]));
};
