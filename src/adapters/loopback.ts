// What the browser of this machine may ask of us: the end of a sign-in, and a redirect to a secret URL, once.
import type { Loopback } from '../ports/loopback.ts';
import { listenForCallback } from './loopback/callback-listener.ts';
import { redirectOnce } from './loopback/one-shot-redirect.ts';

export const loopback: Loopback = { listenForCallback: (port) => listenForCallback({ port }), redirectOnce };
