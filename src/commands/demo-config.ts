// The demo's config.yaml: short, and a sample of what tags and rules can do.

export const demoConfig = (emulator: { readonly startUrl: string; readonly region: string }): string =>
  `default_instance: demo
profile_template: "{{ account_name | slug }}-{{ role_name }}"
instances:
  demo:
    start_url: ${emulator.startUrl}
    region: ${emulator.region}
    default_region: eu-west-1
tag_rules:
  - match: {account_name: "*prod*"}
    tags: {env: prod}
  - match: {account_name: "*stag*"}
    tags: {env: staging}
  - match: {account_name: "*dev*"}
    tags: {env: dev}
  - match: {account_name: "*test*"}
    tags: {env: test}
  - match: {account_name: "*sandbox*"}
    tags: {env: sandbox}
  - match: {role_name: "*Admin*"}
    tags: {risk: high}
  - match: {role_name: "*ReadOnly*"}
    tags: {risk: low}
`;
