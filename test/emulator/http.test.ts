import { request } from 'node:http';
import { connect } from 'node:net';
import { describe, expect, it } from 'vitest';
import { startEmulator } from '../../src/emulator/start-emulator.ts';
import { post, useEmulator } from '../support/emulator.ts';

const statusWithHost = (url: string, host: string): Promise<number> =>
  new Promise((resolve, reject) => {
    request(url, { headers: { host } }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    })
      .on('error', reject)
      .end();
  });

/** The first line of the answer to bytes that no client would send. */
const rawStatus = (port: string, bytes: string): Promise<string> =>
  new Promise((resolve, reject) => {
    const socket = connect(Number(port), '127.0.0.1', () => socket.write(bytes));
    socket.once('data', (data) => {
      socket.destroy();
      resolve(data.toString().split('\r\n')[0] ?? '');
    });
    socket.once('error', reject);
  });

describe('the server', () => {
  it.each([
    ['evil.example', 421],
    ['127.0.0.1.evil.example:80', 421],
    ['192.168.0.1', 421],
    ['localhost', 200],
    ['[::1]:8080', 200],
    ['127.0.0.1:1', 200],
  ])('answers a Host of %s with %i', async (host, status) => {
    expect(await statusWithHost((await useEmulator()).startUrl, host)).toBe(status);
  });

  it('does nothing for a control request under another Host', async () => {
    const emulator = await useEmulator();
    expect(await statusWithHost(`${emulator.url}/_emulator/requests`, 'evil.example')).toBe(421);
  });

  it('survives targets and bodies that make no sense', async () => {
    const emulator = await useEmulator();
    const { port } = new URL(emulator.url);
    expect(await rawStatus(port, 'GET http://x/ HTTP/1.1\r\nHost: localhost\r\n\r\n')).toContain('400');
    expect(await rawStatus(port, 'GET //%zz?%zz HTTP/1.1\r\nHost: localhost\r\n\r\n')).toContain('404');
    const broken = await fetch(`${emulator.url}/token`, { method: 'POST', body: '{"a":' });
    expect([broken.status, await broken.json()]).toMatchObject([400, { error: 'invalid_request' }]);
    const list = await post(`${emulator.url}/client/register`, ['__proto__']);
    expect(list.status).toBe(400);
    const large = await fetch(`${emulator.url}/token`, { method: 'POST', body: 'x'.repeat(1024 * 1024 + 1) });
    expect(large.status).toBe(413);
  });

  it('says that a port is taken', async () => {
    const { url } = await useEmulator();
    const port = Number(new URL(url).port);
    await expect(startEmulator({ port })).rejects.toThrow(`cannot listen on port ${port}: it is in use`);
  });

  it('closes although a request still hangs', async () => {
    const emulator = await startEmulator();
    emulator.fault({ operation: 'Start', hang: true });
    const hanging = expect(fetch(emulator.startUrl)).rejects.toThrow();
    await expect.poll(() => emulator.requests().length).toBe(1);
    await emulator.close();
    await hanging;
  });
});

describe('the pages', () => {
  const startDevice = async (clientName: string) => {
    const emulator = await useEmulator();
    const { body: client } = await post(`${emulator.url}/client/register`, {
      clientName,
      clientType: 'public',
    });
    const { body } = await post(`${emulator.url}/device_authorization`, {
      ...client,
      startUrl: emulator.startUrl,
    });
    return { emulator, page: String(body['verificationUriComplete']), userCode: String(body['userCode']) };
  };

  it('run no script, load nothing, and say what they are', async () => {
    const { page } = await startDevice('rolecall');
    const response = await fetch(page);
    const shown = await response.text();
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(shown).not.toMatch(/<script|src=|onclick/);
    expect(shown).toContain('Identity Center emulator: nothing here is real');
  });

  it('allow the style that they carry', async () => {
    const response = await fetch((await useEmulator()).startUrl);
    const style = /<style>([\s\S]*)<\/style>/.exec(await response.text())?.[1] ?? '';
    const { createHash } = await import('node:crypto');
    const hash = createHash('sha256').update(style).digest('base64');
    expect(response.headers.get('content-security-policy')).toContain(`style-src 'sha256-${hash}'`);
  });

  it('show the code and the application, escaped, and take the answer of the form', async () => {
    const { emulator, page, userCode } = await startDevice('<img src=x>');
    const shown = await (await fetch(page)).text();
    expect(shown).toContain(`<p class="code">${userCode}</p>`);
    expect(shown).toContain('&lt;img src=x&gt;');
    expect(emulator.pendingSignIns()).toMatchObject([{ userCode, verificationUriComplete: page }]);
    const form = new URLSearchParams({ user_code: userCode, decision: 'allow' });
    const answer = await fetch(`${emulator.url}/device`, { method: 'POST', body: form });
    expect(await answer.text()).toContain('Request approved');
    expect(emulator.pendingSignIns()).toEqual([]);
    expect(await (await fetch(page)).text()).toContain('Request approved');
  });

  it('keep a refusal, whatever is pressed after it', async () => {
    const { emulator, userCode } = await startDevice('rolecall');
    const press = async (decision: string) => {
      const form = new URLSearchParams({ user_code: userCode, decision });
      return (await fetch(`${emulator.url}/device`, { method: 'POST', body: form })).text();
    };
    expect(await press('deny')).toContain('Request denied');
    expect(await press('allow')).toContain('Request denied');
  });

  it('ask for a code, and again for one that is not known', async () => {
    const { url } = await useEmulator();
    expect(await (await fetch(`${url}/device`)).text()).toContain('Enter your code');
    expect((await fetch(`${url}/device?user_code=NONE-SUCH`)).status).toBe(404);
  });

  it('list what waits for an answer, without the secret of the device', async () => {
    const { emulator, userCode } = await startDevice('rolecall');
    const text = await (await fetch(`${emulator.url}/_emulator/sign-ins`)).text();
    expect(JSON.parse(text).sign_ins).toMatchObject([{ user_code: userCode, client_name: 'rolecall' }]);
    expect(text).not.toContain('fake-device');
  });
});
