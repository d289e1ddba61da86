import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { themeFilesIn } from '../../src/adapters/theme-folder.ts';
import { themes } from '../../themes/registry.ts';

let config = '';
beforeEach(() => {
  config = mkdtempSync(join(tmpdir(), 'rolecall-themes-'));
});
afterEach(() => rmSync(config, { recursive: true, force: true }));

const write = (file: string, text: string): void => {
  mkdirSync(join(config, 'themes'), { recursive: true });
  writeFileSync(join(config, 'themes', file), text);
};

describe('the folder of themes', () => {
  test('is empty where there is none', () => {
    expect(themeFilesIn(config).list()).toEqual([]);
  });

  test('lists YAML and JSON by name, and nothing that has no name of a theme or hides one that ships', () => {
    for (const file of ['b.json', 'a.yaml', 'dark.yaml', 'notes.txt', 'Über.yaml', '.x.yaml', 'a.json'])
      write(file, '{}');
    const names = themeFilesIn(config).list();
    expect(names.map(({ path }) => path.slice(config.length + 8))).toEqual(['a.json', 'b.json']);
  });

  test('reads both forms', async () => {
    write('y.yaml', 'extends: dusk\nkey: cyan # mine\n');
    write('j.json', '{"extends": "dusk", "key": "cyan"}');
    const files = themeFilesIn(config);
    const [yaml, json] = [await files.read('y', themes), await files.read('j', themes)];
    expect(yaml.key).toEqual({ color: 'cyan' });
    expect({ ...json, name: 'y' }).toEqual(yaml);
  });

  test('tells what is wrong with its line', async () => {
    write('bad.yaml', 'extends: dusk\n\nkey: cyn\nmatch: {underline: false}\n');
    await expect(themeFilesIn(config).read('bad', themes)).rejects.toThrow(
      /bad\.yaml:4:20: match\.underline cannot be false[\s\S]*bad\.yaml:3:6: key is no colour\. Did you mean cyan\?/,
    );
    write('cut.yaml', 'key: "unfinished\n');
    await expect(themeFilesIn(config).read('cut', themes)).rejects.toThrow(/cut\.yaml:\d+:\d+: /);
  });

  test('a folder with the name of a file, and a name that is not there, are told', async () => {
    mkdirSync(join(config, 'themes', 'odd.yaml'), { recursive: true });
    await expect(themeFilesIn(config).read('odd', themes)).rejects.toThrow(/is not a file/);
    await expect(themeFilesIn(config).read('gone', themes)).rejects.toThrow(/There is no theme gone in/);
  });
});
