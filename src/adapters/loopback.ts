// What the browser of this machine may ask of us: the end of a sign-in, a redirect to a secret URL, once, and pages for one person.
import type { Loopback } from '../ports/loopback.ts';
import { listenForCallback } from './loopback/callback-listener.ts';
import { redirectOnce } from './loopback/one-shot-redirect.ts';
import { servePages } from './loopback/page-server.ts';

export const loopback: Loopback = {
  listenForCallback: (port) => listenForCallback({ port }),
  redirectOnce,
  servePages,
};
