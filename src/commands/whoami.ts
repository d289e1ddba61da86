// `whoami`: who AWS says that these credentials are, beside who this shell says that it is.
import { maskedKeyId } from '../domain/audit-record.ts';
import { type Caller, parseCaller } from '../domain/caller.ts';
import { UserError } from '../domain/errors.ts';
import { exitCodes } from '../domain/exit-codes.ts';
import { isoSeconds, lifeText } from '../domain/expiry.ts';
import type { RoleList } from '../domain/role-list.ts';
import { lengthLimits, sanitize } from '../domain/sanitize.ts';
import type { Host } from '../host.ts';
import type { CommandModule, Options } from './command.ts';
import {
  askIdentity,
  chooseHeld,
  type HeldChoice,
  knownRoles,
  type Refused,
  refusedError,
} from './held-selection.ts';
import { addSelectors } from './role-selection.ts';

const help = `
Without a selector: the credentials that the AWS CLI would use in this shell, which are keys in variables, then
AWS_PROFILE, then what else the AWS SDK finds. --profile names a role of rolecall, or any profile of the AWS files.
What the shell says is ROLECALL_*, else what the profile's own settings name.

Examples:
  rolecall whoami
  rolecall whoami --profile acme-prod-admin
  AWS_PROFILE=legacy rolecall whoami --json

Exit codes: 0 they are who the shell says, or it says nothing; 1 they are somebody else, there are none, or AWS says no;
4 login needed, 5 not assigned, 6 AWS could not be reached, 7 secret store locked.`;

/** Who the shell, the profile or the person says that it is. */
export type Claim = {
  /** What says so: `ROLECALL_*`. */
  readonly by: string;
  readonly profile: string | undefined;
  readonly accountId: string;
  readonly roleName: string;
};

const shown = (text: string): string => sanitize(text, lengthLimits.name);

const claimOf = ({ env }: Host, choice: HeldChoice, roles: RoleList): Claim | undefined => {
  const { role, held } = choice;
  if (role !== undefined) {
    const { profile, accountId, roleName } = role;
    return { by: 'rolecall', profile, accountId, roleName };
  }
  if (held.profile !== undefined) {
    const { name, role: own } = held.profile;
    const known = own ?? roles.find(({ profile }) => profile === name);
    if (known === undefined) return undefined;
    return {
      by: 'the profile',
      profile: shown(name),
      accountId: known.accountId,
      roleName: shown(known.roleName),
    };
  }
  if (held.sourceKind === 'profile' || !env['ROLECALL_ROLE_ARN']) return undefined;
  return {
    by: 'ROLECALL_*',
    profile: shown(env['ROLECALL_PROFILE'] ?? ''),
    accountId: shown(env['ROLECALL_ACCOUNT_ID'] ?? ''),
    roleName: shown(env['ROLECALL_ROLE_NAME'] ?? ''),
  };
};

/** Undefined when nobody says who it is. */
export const isWhoItSays = (caller: Caller, claim: Claim | undefined): boolean | undefined =>
  claim === undefined
    ? undefined
    : caller.accountId === claim.accountId &&
      (caller.roleName === claim.roleName || caller.iamName === claim.roleName);

type Told = {
  readonly caller: Caller;
  readonly userId: string;
  readonly accountName: string | undefined;
  readonly choice: HeldChoice;
  readonly claim: Claim | undefined;
  readonly now: number;
};

const claimText = ({ caller, claim }: Told): string => {
  if (claim === undefined) return 'nothing';
  const name = claim.profile === undefined || claim.profile === '' ? '' : `${claim.profile}, `;
  const same = isWhoItSays(caller, claim) ? 'the same' : 'SOMEBODY ELSE';
  return `${name}${claim.accountId} ${claim.roleName} (${claim.by}): ${same}`;
};

const endText = ({ choice: { held }, now }: Told): string => {
  if (held.expiration === undefined)
    return held.keys.sessionToken === undefined ? 'never (lasting keys)' : 'unknown';
  const left = lifeText(held.expiration, now);
  return left === 'expired' ? 'should have ended already' : `in ${left} (${isoSeconds(held.expiration)})`;
};

const kindTexts: Readonly<Record<Caller['kind'], string>> = {
  role: 'Role',
  user: 'User',
  root: 'Root user',
  federated: 'Federated',
  unknown: 'Name',
};

const textOf = (told: Told): string => {
  const { caller, accountName, choice } = told;
  const { keys, source } = choice.held;
  const session = caller.sessionName === undefined ? '' : `, as ${caller.sessionName}`;
  const rows = [
    ['ARN', caller.arn],
    ['Account', `${caller.accountId}${accountName === undefined ? '' : `  ${accountName}`}`],
    [kindTexts[caller.kind], `${caller.roleName || '-'}${session}`],
    ['User id', told.userId],
    ['From', `${source}, key ${maskedKeyId(keys.accessKeyId)}`],
    ['Ends', endText(told)],
    [choice.role === undefined ? 'Shell says' : 'Asked for', claimText(told)],
  ];
  return rows.map(([name = '', value]) => `${name.padEnd(10)}  ${value}\n`).join('');
};

const claimRecord = (claim: Claim | undefined) =>
  claim === undefined
    ? null
    : { by: claim.by, profile: claim.profile || null, account: claim.accountId, role: claim.roleName };

const heldRecord = ({ held }: HeldChoice, now: number) => ({
  source: held.sourceKind,
  source_text: held.source,
  key_id: maskedKeyId(held.keys.accessKeyId),
  region: held.region,
  expires: held.expiration === undefined ? null : isoSeconds(held.expiration),
  seconds_left:
    held.expiration === undefined ? null : Math.max(0, Math.floor((held.expiration - now) / 1000)),
});

const recordOf = ({ caller, userId, accountName, choice, claim, now }: Told) => ({
  arn: caller.arn,
  account: caller.accountId,
  account_name: accountName ?? null,
  kind: caller.kind,
  role: caller.roleName || null,
  session: caller.sessionName ?? null,
  user_id: userId,
  ...heldRecord(choice, now),
  says: claimRecord(claim),
  same: isWhoItSays(caller, claim) ?? null,
});

const printJson = (host: Host, value: object): void =>
  void host.stdout.write(host.redact(`${JSON.stringify(value, null, 2)}\n`));

type Failed = { readonly host: Host; readonly choice: HeldChoice; readonly claim: Claim | undefined };

const refusedRecord = ({ host, choice, claim }: Failed, { code, explanation }: Refused) => ({
  error: { code, message: explanation.what, next: explanation.next },
  ...heldRecord(choice, host.services.clock.now()),
  says: claimRecord(claim),
});

const errorRecord = (error: UserError) => ({
  error: { code: error.name, message: error.message, next: error.hint ?? null },
});

const identify = async (host: Host, choice: HeldChoice, isJson: boolean): Promise<number> => {
  const roles = await knownRoles(host);
  const claim = claimOf(host, choice, roles);
  const answer = await askIdentity(host, choice);
  if ('code' in answer) {
    if (isJson) printJson(host, refusedRecord({ host, choice, claim }, answer));
    throw refusedError(answer);
  }
  const caller = parseCaller(answer.arn);
  const accountName = roles.find(({ accountId }) => accountId === caller.accountId)?.accountName;
  const told = { caller, userId: answer.userId, accountName, choice, claim, now: host.services.clock.now() };
  if (isJson) printJson(host, recordOf(told));
  else host.stdout.write(textOf(told));
  if (isWhoItSays(caller, claim) !== false) return exitCodes.ok;
  host.stderr.write('These credentials are not who the shell says. Look around with: rolecall doctor\n');
  return exitCodes.failed;
};

const warnOfProfile = ({ env, stderr }: Host, { held }: HeldChoice): void => {
  const profile = env['AWS_PROFILE'];
  if (held.sourceKind === 'variables' && profile)
    stderr.write(
      `AWS_PROFILE (${shown(profile)}) is set too: the JavaScript SDK would use it instead of these keys.\n`,
    );
};

const chosen = async (host: Host, args: readonly string[], options: Options): Promise<HeldChoice> => {
  try {
    return await chooseHeld(host, args, options);
  } catch (error) {
    if (options['json'] === true && error instanceof UserError) printJson(host, errorRecord(error));
    throw error;
  }
};

export const whoami: CommandModule = {
  configure: (command) =>
    void addSelectors(command)
      .option('-r, --region <region>', 'ask STS in this region')
      .option('--json', 'one object, also when AWS says no')
      .addHelpText('after', help),
  run: async (host, args, options) => {
    const choice = await chosen(host, args, options);
    warnOfProfile(host, choice);
    return identify(host, choice, options['json'] === true);
  },
};
