import { accountOf, type CiRequest, type CiSnippet, stsAudience } from './snippet.ts';

const usualIssuer = 'https://token.actions.githubusercontent.com';

export const githubSnippet = (request: CiRequest): CiSnippet => {
  const { roleArn, region, repository, branch, issuer = usualIssuer } = request;
  const audience = stsAudience(region);
  const isUsual = audience === 'sts.amazonaws.com';
  return {
    file: '.github/workflows/deploy.yml',
    issuer,
    audience,
    subject: `repo:${repository}:ref:refs/heads/${branch}`,
    text: `name: deploy
on:
  push:
    branches: ['${branch}']
permissions:
  id-token: write
  contents: read
jobs:
  deploy:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - uses: aws-actions/configure-aws-credentials@v6
        with:
          role-to-assume: ${roleArn}
          aws-region: ${region}
          role-session-name: github-\${{ github.run_id }}
          allowed-account-ids: '${accountOf(roleArn)}'
${isUsual ? '' : `          audience: ${audience}\n`}      - run: aws sts get-caller-identity
`,
    notes: [
      'Repositories that were made after 15 July 2026 carry ids in the subject: say --repo OWNER@OWNER_ID/NAME@REPOSITORY_ID.',
      'A job with an environment has another subject: repo:OWNER/NAME:environment:NAME.',
    ],
  };
};
