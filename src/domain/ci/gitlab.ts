import { accountOf, type CiRequest, type CiSnippet } from './snippet.ts';

const usualIssuer = 'https://gitlab.com';

export const gitlabSnippet = (request: CiRequest): CiSnippet => {
  const { roleArn, region, repository, branch, issuer = usualIssuer } = request;
  return {
    file: '.gitlab-ci.yml',
    issuer,
    audience: issuer,
    subject: `project_path:${repository}:ref_type:branch:ref:${branch}`,
    text: `deploy:
  image:
    name: amazon/aws-cli:latest
    entrypoint: ['']
  rules:
    - if: $CI_COMMIT_BRANCH == "${branch}"
  id_tokens:
    AWS_ID_TOKEN:
      aud: ${issuer}
  variables:
    AWS_ROLE_ARN: ${roleArn}
    AWS_REGION: ${region}
    AWS_DEFAULT_REGION: ${region}
    AWS_ROLE_SESSION_NAME: gitlab-$CI_PIPELINE_ID
  before_script:
    - umask 077
    - export AWS_WEB_IDENTITY_TOKEN_FILE="$(mktemp)"
    - printf %s "$AWS_ID_TOKEN" > "$AWS_WEB_IDENTITY_TOKEN_FILE"
    - test "$(aws sts get-caller-identity --query Account --output text)" = ${accountOf(roleArn)}
  script:
    - aws sts get-caller-identity
`,
    notes: [
      'Protect the branch: whoever may push to it gets the role.',
      'The token lives as long as the job at most; SDKs and the AWS CLI fetch keys with it by themselves.',
    ],
  };
};
