// Which browser and which clipboard are the person's, a row a place.
import { describe, expect, test } from 'vitest';
import { clipboardWay, type Place, usualBrowser } from '../../src/domain/terminal-place.ts';

const url = 'https://acme.example/?a=1&b=%26';
const ssh = { SSH_CONNECTION: '10.0.0.1 1 10.0.0.2 22' };
const wsl = { WSL_DISTRO_NAME: 'Debian', DISPLAY: ':0' };

const at = (platform: string, env: Place['env'] = {}): Place => ({ platform, env });

describe('the browser', () => {
  const inWindows = [
    ['wslview', url],
    ['rundll32.exe', 'url.dll,FileProtocolHandler', url],
  ];
  test.each([
    ['Linux with a screen', at('linux', { DISPLAY: ':0' }), 'system'],
    ['Linux with Wayland', at('linux', { WAYLAND_DISPLAY: 'wayland-0' }), 'system'],
    ['Linux without a screen', at('linux'), 'none'],
    ['Linux over SSH with X forwarded', at('linux', { ...ssh, DISPLAY: 'localhost:10.0' }), 'none'],
    ['a Mac', at('darwin'), 'system'],
    ['a Mac over SSH', at('darwin', ssh), 'none'],
    ['Windows', at('win32'), 'system'],
    ['Windows over SSH', at('win32', ssh), 'none'],
    ['WSL', at('linux', wsl), inWindows],
    ['WSL without WSLg', at('linux', { WSL_INTEROP: '/run/WSL/1' }), inWindows],
    ['WSL over SSH', at('linux', { ...wsl, ...ssh }), 'none'],
    ['another system', at('freebsd', { DISPLAY: ':0' }), 'none'],
    ['$BROWSER', at('linux', { BROWSER: 'firefox %s' }), [['firefox', url]]],
    ['$BROWSER over SSH', at('linux', { ...ssh, BROWSER: 'lemonade open' }), [['lemonade', 'open', url]]],
    ['$BROWSER in WSL', at('linux', { ...wsl, BROWSER: 'w3m' }), [['w3m', url]]],
    ['an empty $BROWSER', at('linux', { BROWSER: '' }), 'none'],
  ])('%s', (_where, place, expected) => {
    const chosen = usualBrowser(place, url);
    expect(chosen.kind === 'commands' ? chosen.argvs : chosen.kind).toEqual(expected);
  });
});

describe('the clipboard', () => {
  test.each([
    ['Linux', at('linux', { DISPLAY: ':0' }), 'terminal'],
    ['Linux over SSH', at('linux', ssh), 'terminal'],
    ['WSL', at('linux', wsl), 'terminal'],
    ['Windows', at('win32'), 'terminal'],
    ['in tmux', at('linux', { TMUX: '/tmp/t' }), 'tmux'],
    ['in tmux over SSH', at('darwin', { ...ssh, TMUX: '/tmp/t' }), 'tmux'],
    ['a Mac', at('darwin'), ['pbcopy']],
    ['a Mac in tmux', at('darwin', { TMUX: '/tmp/t' }), ['pbcopy']],
    ['a Mac over SSH', at('darwin', ssh), 'terminal'],
  ])('%s', (_where, place, expected) => {
    const way = clipboardWay(place, undefined);
    const said = way.kind === 'command' ? way.argv : way.isInTmux ? 'tmux' : 'terminal';
    expect(said).toEqual(expected);
    expect(clipboardWay(place, ['wl-copy'])).toEqual({ kind: 'command', argv: ['wl-copy'] });
  });
});
