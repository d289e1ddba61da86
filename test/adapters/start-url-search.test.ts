import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startUrlSearch } from '../../src/adapters/start-url-search.ts';

let home = '';
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'rolecall-search-'));
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

const put = (name: string, text: string): void => {
  mkdirSync(dirname(join(home, name)), { recursive: true });
  writeFileSync(join(home, name), text);
};

const find = async (env: Readonly<Record<string, string>> = {}) =>
  (await startUrlSearch({ env, home }).find()).map(({ url, origins }) => [url, ...origins]);

describe('the search for start URLs', () => {
  it('finds nothing where there is nothing', async () => {
    expect(await find()).toEqual([]);
  });

  it('looks at what each tool left, and joins what is the same', async () => {
    put(
      '.aws/config',
      '[sso-session corp]\nsso_start_url = https://corp.awsapps.com/start\nsso_region = eu-west-1\n',
    );
    put(
      '.aws-sso/config.yaml',
      'SSOConfig:\n  Work:\n    StartUrl: https://corp.awsapps.com/start#/\n    SSORegion: eu-west-1\n',
    );
    put('.granted/config', '[SSO.g]\nStartURL = "https://g.awsapps.com/start"\nSSORegion = "eu-west-1"\n');
    put('.Leapp/Leapp-lock.json', 'U2FsdGVkX1');
    expect(await find()).toEqual([
      ['https://corp.awsapps.com/start', 'sso-session corp', 'aws-sso-cli Work'],
      ['https://g.awsapps.com/start', 'granted g'],
    ]);
  });

  it('follows the variables of the tools', async () => {
    put('elsewhere/aws', '[profile a]\nsso_start_url = https://a.awsapps.com/start\n');
    put('xdg/aws-sso/config.yaml', 'SSOConfig: {b: {StartUrl: "https://b.awsapps.com/start"}}\n');
    put('xdg/granted/config', 'CommonFateDefaultSSOStartURL = "https://c.awsapps.com/start"\n');
    const env = { AWS_CONFIG_FILE: join(home, 'elsewhere/aws'), XDG_CONFIG_HOME: join(home, 'xdg') };
    expect((await find(env)).map(([url]) => url)).toEqual([
      'https://a.awsapps.com/start',
      'https://b.awsapps.com/start',
      'https://c.awsapps.com/start',
    ]);
  });

  it('passes over what is no file, and what cannot be made sense of', async () => {
    mkdirSync(join(home, '.aws', 'config'), { recursive: true });
    put('.aws-sso/config.yaml', 'SSOConfig: [unclosed\n  : :');
    put('.granted/config', '\u0000\u0001\u0002');
    expect(await find()).toEqual([]);
  });

  it('takes a loopback URL only where an endpoint says that there is an emulator', async () => {
    put('.aws/config', '[profile a]\nsso_start_url = http://127.0.0.1:4567/start\n');
    expect(await find()).toEqual([]);
    expect(await find({ AWS_ENDPOINT_URL_SSO_OIDC: 'http://127.0.0.1:4567' })).toEqual([
      ['http://127.0.0.1:4567/start', '1 profile'],
    ]);
  });
});
