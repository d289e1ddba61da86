// A real browser, where Debian's Chromium (or another of its kind) is installed.
import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

const places = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

export const chromiumPath = process.env['CHROMIUM'] ?? places.find((path) => existsSync(path));

if (chromiumPath === undefined)
  process.stderr.write('No Chromium here (apt-get install chromium): tests in a real browser are SKIPPED.\n');

export const openChromium = (): Promise<Browser> =>
  // Its sandbox does not start as root, and what it shows here is ours.
  chromium.launch({ executablePath: chromiumPath ?? '', headless: true, args: ['--no-sandbox'] });
