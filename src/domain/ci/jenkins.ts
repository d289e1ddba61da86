import { accountOf, type CiRequest, type CiSnippet, stsAudience } from './snippet.ts';

const exampleIssuer = 'https://jenkins.example.com/oidc';

/** `team/deploy` -> `job/team/job/deploy/`, as Jenkins writes the address of a job in a folder. */
const jobPath = (repository: string): string =>
  `${repository
    .split('/')
    .map((part) => `job/${part}`)
    .join('/')}/`;

export const jenkinsSnippet = (request: CiRequest): CiSnippet => {
  const { roleArn, region, repository, branch, issuer = exampleIssuer } = request;
  return {
    file: 'Jenkinsfile',
    issuer,
    audience: stsAudience(region),
    subject: `${issuer.replace(/\/oidc$/, '')}/${jobPath(repository)}`,
    text: `pipeline {
  agent any
  environment {
    AWS_ROLE_ARN = '${roleArn}'
    AWS_REGION = '${region}'
    AWS_DEFAULT_REGION = '${region}'
    AWS_ROLE_SESSION_NAME = "jenkins-\${env.BUILD_NUMBER}"
  }
  stages {
    stage('deploy') {
      when { branch '${branch}' }
      steps {
        withCredentials([file(credentialsId: 'aws-id-token', variable: 'AWS_WEB_IDENTITY_TOKEN_FILE')]) {
          sh 'test "$(aws sts get-caller-identity --query Account --output text)" = ${accountOf(roleArn)}'
          sh 'aws sts get-caller-identity'
        }
      }
    }
  }
}
`,
    notes: [
      `aws-id-token is a credential of the plugin oidc-provider: "OpenID Connect id token as file", with the audience ${stsAudience(region)}.`,
      ...(request.issuer === undefined
        ? ['Replace jenkins.example.com by your own, which AWS must reach: --issuer https://HOST/oidc.']
        : []),
      'In a multibranch pipeline the branch is the last part of the job: --repo FOLDER/JOB/BRANCH.',
    ],
  };
};
