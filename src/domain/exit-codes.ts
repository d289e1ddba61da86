/** Exit codes of every command. `exec` and the subshell pass on the child's status instead (128 + signal). */
export const exitCodes = {
  ok: 0,
  failed: 1,
  usage: 2,
  /** A guarded role, and nobody who confirmed it. */
  notConfirmed: 3,
  loginNeeded: 4,
  notAssigned: 5,
  upstream: 6,
  secretStore: 7,
  /** Not the account, the region or the time that `exec --expect-account` and its like asked for: nothing was run. */
  notExpected: 8,
  cancelled: 130,
} as const;
