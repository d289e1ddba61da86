// A sign-in URL is as good as a password for 15 minutes, and a browser's argv can be read by everyone on the machine.
// So the browser is given a random address here, which answers with the real one, once (security.md R11).
import { randomBytes } from 'node:crypto';
import type { OneShotRedirect } from '../../ports/loopback.ts';
import { serveLoopback } from './loopback-server.ts';

const gone = { reply: { status: 410, body: 'This link has been used.' } };
const notFound = { reply: { status: 404 } };

export const redirectOnce = async (target: string): Promise<OneShotRedirect> => {
  const path = `/${randomBytes(24).toString('base64url')}`;
  let isUsed = false;
  let tell = (): void => undefined;
  const used = new Promise<true>((resolve) => {
    tell = () => resolve(true);
  });
  const server = await serveLoopback(0, ({ method, hasRightHost, url }) => {
    if (!hasRightHost || method !== 'GET' || url?.pathname !== path) return notFound;
    if (isUsed) return gone;
    isUsed = true;
    return { reply: { status: 302, headers: { location: target } }, afterwards: tell };
  });
  return {
    url: `${server.origin}${path}`,
    fetched: async (limit) => {
      let timer: NodeJS.Timeout | undefined;
      const late = new Promise<false>((resolve) => {
        timer = setTimeout(() => resolve(false), limit);
      });
      const answer = await Promise.race([used, late]);
      clearTimeout(timer);
      return answer;
    },
    close: server.close,
  };
};
