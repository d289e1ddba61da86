// Named here so that a bundler sees what is used: a dynamic import of the package itself would carry all of it, and
// lose the names, since its main file is CommonJS.
export {
  GetRoleCredentialsCommand,
  ListAccountRolesCommand,
  ListAccountsCommand,
  LogoutCommand,
  SSOClient,
} from '@aws-sdk/client-sso';
