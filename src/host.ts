// What the outside gives us, and the services made from it. Services are loaded when first asked for.
import type { Services } from './ports/services.ts';

export type Streams = {
  readonly stdin: NodeJS.ReadStream;
  readonly stdout: NodeJS.WriteStream;
  readonly stderr: NodeJS.WriteStream;
};

export type Host = Streams & {
  /** Arguments after the program's name. */
  readonly argv: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly platform: NodeJS.Platform;
  /** Absolute path of the program, for lines that call it again (credential_process). */
  readonly execPath: string;
  readonly scriptPath: string;
  readonly homeDirectory: string;
  readonly cwd: () => string;
  readonly services: Services;
};
