// What happens on the way to credentials, for whoever shows it.
import type { RolecallErrorCode } from './rolecall-error.ts';

export type AwsAuthEvents = {
  /** A method is tried. */
  readonly trying: { readonly method: string };
  /** It has nothing, or nothing that is taken. */
  readonly 'passed-over': {
    readonly method: string;
    readonly code: RolecallErrorCode;
    readonly reason: string;
  };
  readonly found: {
    readonly method: string;
    readonly accountId: string | undefined;
    readonly expiration: Date | undefined;
  };
  /** AWS cannot be reached, say, and keys that end soon are used. */
  readonly warning: { readonly text: string };
  readonly 'setup-started': { readonly ui: string };
  readonly 'setup-step': { readonly text: string };
  /** The tool takes this profile from now on. */
  readonly 'setup-done': { readonly profile: string };
};

export type EventName = keyof AwsAuthEvents;

export type Emit = <Name extends EventName>(name: Name, event: AwsAuthEvents[Name]) => void;

/** Answers a function that ends the listening. */
export type Listen = <Name extends EventName>(
  name: Name,
  listener: (event: AwsAuthEvents[Name]) => void,
) => () => void;

type AnyListener = (event: never) => void;

/** Who only listens decides nothing: what a listener throws is a warning of the process. */
export const tell = (listener: () => void): void => {
  try {
    listener();
  } catch (error) {
    process.emitWarning(error instanceof Error ? error : String(error));
  }
};

export const createEvents = (): { readonly on: Listen; readonly emit: Emit } => {
  const listeners = new Map<EventName, Set<AnyListener>>();
  return {
    on: (name, listener) => {
      const own = listeners.get(name) ?? new Set();
      listeners.set(name, own.add(listener));
      return () => void own.delete(listener);
    },
    emit: (name, event) => {
      for (const listener of listeners.get(name) ?? []) tell(() => listener(event as never));
    },
  };
};
