// A call into the keychain's native code runs on a thread that cannot be interrupted: its AbortSignal only stops a
// call that has not begun, and the process could not even exit before the call returns, which may be when a person
// answers a prompt. So the limit is kept here, and a process that exits while a call is still stuck ends itself by
// a signal: output is already written then, and its status is a failure all the same.
import { SecretStoreFailed } from '../../domain/errors.ts';

const endAtExit = (): void => {
  process.kill(process.pid, 'SIGKILL');
};

/** The call's answer within `limit` ms, or SecretStoreFailed. */
export const withTimeLimit = async <T>(call: Promise<T>, limit: number): Promise<T> => {
  let timer: NodeJS.Timeout | undefined;
  const expired = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      process.on('exit', endAtExit);
      const settled = (): void => void process.off('exit', endAtExit);
      call.then(settled, settled);
      reject(
        new SecretStoreFailed(
          `The keychain gave no answer within ${Math.ceil(limit / 1000)} seconds.`,
          'It may be waiting for you in a prompt. Unlock it, then try again.',
        ),
      );
    }, limit);
  });
  try {
    return await Promise.race([call, expired]);
  } finally {
    clearTimeout(timer);
  }
};
