// The setup of a tool's user, in a real browser: from the address that is good once to credentials that work.
import { spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Emulator, startEmulator } from '../../src/emulator/start-emulator.ts';
import { chromiumPath, openChromium } from '../support/chromium.ts';
import { organisation } from '../support/journey.ts';
import { type Project, projectWithLibrary } from '../support/packed-library.ts';
import { newProgram, type Program } from '../support/program.ts';
import { terminalEnv } from '../support/terminal.ts';
import { addUser } from '../support/users.ts';

const script = `
import { createAwsAuth } from 'rolecall';
const auth = createAwsAuth({
  toolName: 'shop', toolVersion: '1.2.0', setupUi: 'web', defaultRegion: 'eu-west-1',
  requiredActions: [{ action: 's3:GetObject', why: 'to show your invoices' }, 's3:DeleteBucket'],
  branding: { companyName: 'Acme <b>Shop</b>', primaryColor: '#ff6b35', supportEmail: 'help@acme.example' },
});
const say = (facts) => console.log(JSON.stringify(facts));
auth.on('setup-step', ({ text }) => say({ step: text }));
try {
  say({ done: (await auth.runSetup()).profile });
  say({ arn: (await auth.check()).identity?.arn });
} catch (error) {
  say({ code: error.code, message: error.message });
}
`;

type Running = { readonly next: (key: string) => Promise<string>; readonly end: () => void };

/** A tool in its setup; what it says is read in its order. */
const startTool = (project: Project, program: Program): Running => {
  const file = project.write('tool.mjs', script);
  const child = spawn(process.execPath, [file], { env: terminalEnv(program.env), cwd: project.folder });
  let said = '';
  let changed: () => void = () => undefined;
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (data: Buffer) => {
      said += data.toString();
      changed();
    });
  child.on('close', () => changed());
  const find = (key: string): string | undefined => {
    for (const line of said.split('\n').slice(0, -1)) {
      const facts = line.startsWith('{') ? JSON.parse(line) : {};
      if (facts[key] !== undefined) return String(facts[key]);
    }
    return undefined;
  };
  return {
    next: async (key) => {
      for (;;) {
        const found = find(key);
        if (found !== undefined) return found;
        if (child.exitCode !== null) throw new Error(`The tool ended without ${key}:\n${said}`);
        await new Promise<void>((resolve) => {
          changed = resolve;
        });
      }
    },
    end: () => child.kill(),
  };
};

const addressOf = async (tool: Running): Promise<string> =>
  /http:\/\/127\.0\.0\.1:\d+\/\?token=\S+/.exec(await tool.next('step'))?.[0] ?? '';

describe.skipIf(chromiumPath === undefined)('the setup page', () => {
  let emulator: Emulator;
  let project: Project;
  let browser: Browser;
  beforeAll(async () => {
    [emulator, browser] = await Promise.all([startEmulator({ organisation }), openChromium()]);
    project = projectWithLibrary();
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    project?.remove();
    await emulator?.close();
  });

  const begin = async (): Promise<{ tool: Running; page: Page; program: Program; address: string }> => {
    const program = newProgram(emulator.env);
    const tool = startTool(project, program);
    const address = await addressOf(tool);
    const page = await (await browser.newContext()).newPage();
    await page.goto(address);
    return { tool, page, program, address };
  };

  it('signs in to Identity Center with the code shown, lets a role be chosen, tests it, and is done', async () => {
    const { tool, page, program, address } = await begin();
    const errors: string[] = [];
    page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
    expect(page.url()).not.toContain('token');
    expect(await page.locator('header').innerText()).toBe('Acme <b>Shop</b>');
    expect(await page.getByText('to show your invoices').count()).toBe(1);
    await page.getByRole('button', { name: 'IAM Identity Center' }).click();
    await page.getByLabel('Start URL').fill(emulator.startUrl);
    await page.getByLabel('Region').fill('us-east-1');
    await page.getByRole('button', { name: 'Sign in' }).click();
    const code = await page.locator('#code').innerText();
    expect(emulator.pendingSignIns().map(({ userCode }) => userCode)).toContain(code);
    const [center] = await Promise.all([
      page.context().waitForEvent('page'),
      page.getByRole('link', { name: 'Open the sign-in page' }).click(),
    ]);
    await center.getByRole('button', { name: /allow/i }).click();
    await page.getByRole('heading', { name: 'Which role?' }).waitFor();
    await page.getByLabel('Search').fill('production readonly');
    await page.getByRole('button', { name: 'Find' }).click();
    await page.getByText('1 of 6 roles').waitFor();
    await page.getByRole('button', { name: /Acme Production/ }).click();
    await page.getByRole('heading', { name: 'It works' }).waitFor();
    expect(await page.locator('main').innerText()).toMatch(
      /s3:GetObject: allowed\s+s3:DeleteBucket: NOT allowed/,
    );
    await page.getByRole('button', { name: /^Use / }).click();
    await page.getByRole('heading', { name: 'Done' }).waitFor();
    expect(await tool.next('done')).toBe('acme-production-ReadOnlyAccess');
    expect(await tool.next('arn')).toContain('AWSReservedSSO_ReadOnlyAccess');
    expect(errors).toEqual([]);
    // Nobody answers there any more.
    await expect(fetch(address)).rejects.toThrow();
    program.remove();
  }, 90_000);

  it('takes a profile that is there, says what is wrong with it, and lets another way be tried', async () => {
    const program = newProgram(emulator.env);
    const path = program.env['AWS_SHARED_CREDENTIALS_FILE'] ?? '';
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, '[wrong]\naws_access_key_id = AKIDFAKE\naws_secret_access_key = fake\n');
    program.mayHoldSecrets(path);
    const tool = startTool(project, program);
    const address = await addressOf(tool);
    const page = await (await browser.newContext()).newPage();
    await page.goto(address);
    await page.getByRole('button', { name: 'A profile that is there' }).click();
    await page.getByLabel('Profile').selectOption('wrong');
    await page.getByRole('button', { name: 'Test it' }).click();
    expect(await page.getByRole('alert').innerText()).toContain(
      'AWS does not know these keys (profile wrong)',
    );
    await page.getByRole('button', { name: 'Another way' }).click();
    await page.getByRole('button', { name: 'Cancel' }).click();
    await page.getByRole('heading', { name: 'Nothing was set up' }).waitFor();
    expect(await tool.next('code')).toBe('cancelled');
    program.remove();
  }, 60_000);

  it('leads to an IAM user with few rights, and takes its keys without showing them again', async () => {
    const { tool, page, program } = await begin();
    const user = addUser(emulator, { userName: 'shop-user' });
    await page.getByRole('button', { name: 'An IAM user' }).click();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Download the template' }).click(),
    ]);
    expect(download.suggestedFilename()).toBe('shop-iam-user.yaml');
    await page.getByLabel('Access key id').fill(user.accessKeyId);
    await page.getByLabel('Secret access key').fill('not-the-secret-of-this-key-at-all-0000000');
    await page.getByRole('button', { name: 'Try and keep it' }).click();
    expect(await page.getByRole('alert').innerText()).toContain('AWS does not take');
    await page.getByLabel('Access key id').fill(user.accessKeyId);
    await page.getByLabel('Secret access key').fill(user.secretAccessKey);
    await page.getByRole('button', { name: 'Try and keep it' }).click();
    await page.getByRole('heading', { name: 'It works' }).waitFor();
    expect(await page.content()).not.toContain(user.secretAccessKey);
    await page.getByRole('button', { name: /^Use / }).click();
    expect(await tool.next('done')).toBe('shop');
    program.remove();
  }, 60_000);

  it('is for the browser that came first', async () => {
    const { tool, page, program, address } = await begin();
    const other = await (await browser.newContext()).newPage();
    const answer = await other.goto(address);
    expect(answer?.status()).toBe(403);
    await page.reload();
    expect(await page.getByRole('heading', { name: 'shop 1.2.0 needs AWS' }).count()).toBe(1);
    tool.end();
    program.remove();
  }, 60_000);
});
