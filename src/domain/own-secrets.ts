/** Variables that hold a secret meant for us alone: no child needs them. */
export const storeVariables = ['ROLECALL_PASSPHRASE', 'ROLECALL_MASTER_KEY'] as const;

export const ownSecretVariables = [...storeVariables, 'ROLECALL_MFA_CODE'] as const;
