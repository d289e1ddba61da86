import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { githubSnippet } from '../../../src/domain/ci/github.ts';
import { gitlabSnippet } from '../../../src/domain/ci/gitlab.ts';
import { jenkinsSnippet } from '../../../src/domain/ci/jenkins.ts';
import { type CiRequest, providerCommand, trustPolicy } from '../../../src/domain/ci/snippet.ts';

const request: CiRequest = {
  roleArn: 'arn:aws:iam::012345678901:role/ci/deploy',
  region: 'eu-west-1',
  repository: 'acme/shop',
  branch: 'release/1.x',
  issuer: undefined,
};

describe('GitHub', () => {
  const snippet = githubSnippet(request);

  it('is a workflow that may ask for a token, and takes the role in its own account alone', () => {
    const workflow = parse(snippet.text);
    expect(workflow.permissions).toEqual({ 'id-token': 'write', contents: 'read' });
    expect(workflow.on.push.branches).toEqual(['release/1.x']);
    expect(workflow.jobs.deploy.steps[1].with).toEqual({
      'role-to-assume': request.roleArn,
      'aws-region': 'eu-west-1',
      'role-session-name': `github-${'$'}{{ github.run_id }}`,
      'allowed-account-ids': '012345678901',
    });
  });

  it('is trusted for one branch of one repository', () => {
    expect(trustPolicy(request, snippet)).toEqual({
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Allow',
          Principal: {
            Federated: 'arn:aws:iam::012345678901:oidc-provider/token.actions.githubusercontent.com',
          },
          Action: 'sts:AssumeRoleWithWebIdentity',
          Condition: {
            StringEquals: {
              'token.actions.githubusercontent.com:aud': 'sts.amazonaws.com',
              'token.actions.githubusercontent.com:sub': 'repo:acme/shop:ref:refs/heads/release/1.x',
            },
          },
        },
      ],
    });
  });

  it('asks for the audience of China there', () => {
    const inChina = { ...request, region: 'cn-north-1', roleArn: 'arn:aws-cn:iam::012345678901:role/deploy' };
    const { text, audience } = githubSnippet(inChina);
    expect(audience).toBe('sts.amazonaws.com.cn');
    expect(parse(text).jobs.deploy.steps[1].with.audience).toBe(audience);
    expect(JSON.stringify(trustPolicy(inChina, githubSnippet(inChina)))).toContain('arn:aws-cn:iam::');
  });
});

describe('GitLab', () => {
  it('writes the token to a file that SDKs read, and checks the account first', () => {
    const { deploy } = parse(gitlabSnippet(request).text);
    expect(deploy.id_tokens).toEqual({ AWS_ID_TOKEN: { aud: 'https://gitlab.com' } });
    expect(deploy.variables.AWS_ROLE_ARN).toBe(request.roleArn);
    expect(deploy.before_script.at(-1)).toBe(
      'test "$(aws sts get-caller-identity --query Account --output text)" = 012345678901',
    );
  });

  it('may be one of your own', () => {
    const own = { ...request, issuer: 'https://git.acme.example' };
    const snippet = gitlabSnippet(own);
    expect(parse(snippet.text).deploy.id_tokens.AWS_ID_TOKEN.aud).toBe('https://git.acme.example');
    expect(providerCommand(snippet)).toBe(
      'aws iam create-open-id-connect-provider --url https://git.acme.example --client-id-list https://git.acme.example',
    );
    expect(JSON.stringify(trustPolicy(own, snippet))).toContain(
      '"git.acme.example:sub":"project_path:acme/shop:ref_type:branch:ref:release/1.x"',
    );
  });
});

describe('Jenkins', () => {
  it('is trusted by the address of its job', () => {
    const own = { ...request, repository: 'team/shop/main', issuer: 'https://ci.acme.example/oidc' };
    const snippet = jenkinsSnippet(own);
    expect(snippet.subject).toBe('https://ci.acme.example/job/team/job/shop/job/main/');
    expect(JSON.stringify(trustPolicy(own, snippet))).toContain('"ci.acme.example/oidc:aud"');
    expect(snippet.text).toContain("variable: 'AWS_WEB_IDENTITY_TOKEN_FILE'");
    expect(snippet.notes.join(' ')).not.toContain('jenkins.example.com');
    expect(jenkinsSnippet(request).notes.join(' ')).toContain('Replace jenkins.example.com');
  });
});
