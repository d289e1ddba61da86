// What a role may do is told by its name, first match first; AWS's own policies of these names are the model.

type Policy = {
  readonly name: RegExp;
  readonly allows: (service: string, operation: string) => boolean;
};

const reads = (operation: string): boolean => /^(get|list|describe)/.test(operation);

const policies: readonly Policy[] = [
  { name: /admin/i, allows: () => true },
  { name: /poweruser/i, allows: (service) => service !== 'iam' },
  {
    name: /readonly/i,
    // ReadOnlyAccess may also ask what others may do.
    allows: (service, operation) => reads(operation) || (service === 'iam' && /^simulate/.test(operation)),
  },
  { name: /billing/i, allows: (service) => ['aws-portal', 'billing', 'ce'].includes(service) },
  {
    name: /(?:)/,
    allows: (service, operation) => ['s3', 'ec2', 'logs', 'cloudwatch'].includes(service) && reads(operation),
  },
];

/** Whether a role, by its name, may do an action such as `s3:GetObject`; case does not matter in actions. */
export const roleAllows = (roleName: string, action: string): boolean => {
  const [service = '', operation = ''] = action.toLowerCase().split(':');
  return policies.find(({ name }) => name.test(roleName))?.allows(service, operation) ?? false;
};

const ofUsers = new Set(
  [
    'iam:CreateAccessKey',
    'iam:ListAccessKeys',
    'iam:UpdateAccessKey',
    'iam:DeleteAccessKey',
    'iam:GetUser',
    'iam:ListAccountAliases',
    'sts:AssumeRole',
    'sts:GetCallerIdentity',
    'sts:GetSessionToken',
  ].map((action) => action.toLowerCase()),
);

/** Whether users may: they manage their own keys and assume roles, no more. */
export const userAllows = (action: string): boolean => ofUsers.has(action.toLowerCase());
