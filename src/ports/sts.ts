export type CallerIdentity = { readonly account: string; readonly arn: string; readonly userId: string };

export type Sts = { readonly getCallerIdentity: () => Promise<CallerIdentity> };
