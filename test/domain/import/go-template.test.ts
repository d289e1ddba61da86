// ProfileFormat of aws-sso-cli in its own words, and the names that it gives roles: ours must be the same.

import { describe, expect, it } from 'vitest';
import { UsageError } from '../../../src/domain/errors.ts';
import { awsSsoFields, liquidFields } from '../../../src/domain/import/aws-sso-cli-names.ts';
import { parseGoTemplate } from '../../../src/domain/import/go-template/parse-go-template.ts';
import { renderGoTemplate } from '../../../src/domain/import/go-template/render-go-template.ts';
import { goTemplateToLiquid } from '../../../src/domain/import/go-template/to-liquid.ts';
import { profileNamer } from '../../../src/domain/profile-name.ts';
import fc from '../../support/properties.ts';

const admin = {
  accountId: '012345678901',
  /** The person's own name for the account. */
  name: undefined as string | undefined,
  /** AWS's. */
  alias: 'Acme Production',
  email: 'aws+prod@acme.example',
  roleName: 'AdministratorAccess',
  region: 'eu-west-1' as string | undefined,
  instance: 'Default',
  tags: { Env: 'prod', Team: '' } as Readonly<Record<string, string>>,
};
type Sample = typeof admin;
const named: Sample = { ...admin, name: 'prod', alias: 'acme-prod', region: undefined, tags: {} };

const theirs = (template: string, role: Sample): string =>
  renderGoTemplate(parseGoTemplate(template), awsSsoFields(role));

const ours = (template: string, role: Sample): string =>
  profileNamer(goTemplateToLiquid(template, liquidFields))({
    ...role,
    accountName: role.name ?? role.alias,
  });

// What aws-sso-cli 2.3 makes of each (its documentation's examples, and others by the rules of Go and sprig).
const table: readonly (readonly [template: string, admin: string, named: string])[] = [
  [
    '{{ FirstItem .AccountName (.AccountAlias | nospace) }}:{{ .RoleName }}',
    'AcmeProduction:AdministratorAccess',
    'prod:AdministratorAccess',
  ],
  [
    '{{ .AccountIdPad }}:{{ .RoleName }}',
    '012345678901:AdministratorAccess',
    '012345678901:AdministratorAccess',
  ],
  ['{{ .AccountId }}-{{.RoleName}}', '12345678901-AdministratorAccess', '12345678901-AdministratorAccess'],
  [
    '{{ AccountIdStr .AccountId }}:{{ .RoleName }}',
    '012345678901:AdministratorAccess',
    '012345678901:AdministratorAccess',
  ],
  [
    '{{ printf "%012d" .AccountId }}/{{ .RoleName }}',
    '012345678901/AdministratorAccess',
    '012345678901/AdministratorAccess',
  ],
  [
    '{{ printf "%s-%s" .SSO (lower .RoleName) }}',
    'Default-administratoraccess',
    'Default-administratoraccess',
  ],
  [
    '{{ .RoleName | kebabcase }}@{{ .AccountIdPad }}',
    'administrator-access@012345678901',
    'administrator-access@012345678901',
  ],
  ['{{ .RoleName | snakecase | upper }}', 'ADMINISTRATOR_ACCESS', 'ADMINISTRATOR_ACCESS'],
  [
    '{{ .EmailAddress | replace "@" "." | trimSuffix ".example" | trimPrefix "aws+" }}',
    'prod.acme',
    'prod.acme',
  ],
  ['{{ StringReplace "Access" "" .RoleName }}', 'Administrator', 'Administrator'],
  [
    '{{ StringsJoin "-" .SSO .DefaultRegion .RoleName }}',
    'Default-eu-west-1-AdministratorAccess',
    'Default-AdministratorAccess',
  ],
  [
    '{{ .Tags.Env | default "none" }}.{{ .RoleName }}',
    'prod.AdministratorAccess',
    'none.AdministratorAccess',
  ],
  ['{{ index .Tags "Env" }}+{{ .RoleName }}', 'prod+AdministratorAccess', '+AdministratorAccess'],
  [
    '{{ if .Tags.Env }}{{ .Tags.Env }}{{ else }}x{{ end }}-{{ .RoleName }}',
    'prod-AdministratorAccess',
    'x-AdministratorAccess',
  ],
  [
    '{{- if eq .RoleName "AdministratorAccess" -}} admin {{- else if contains "Read" .RoleName -}} ro {{- else -}} {{ .RoleName }} {{- end -}} @{{ .AccountIdPad }}',
    'admin@012345678901',
    'admin@012345678901',
  ],
  [
    '{{ if and .Tags.Env .DefaultRegion }}a{{ else }}b{{ end }}{{ .RoleName }}',
    'aAdministratorAccess',
    'bAdministratorAccess',
  ],
  [
    '{{ if not .Tags.Env }}a{{ else }}b{{ end }}{{ .RoleName }}',
    'bAdministratorAccess',
    'aAdministratorAccess',
  ],
  ['{{ .RoleName | trunc 5 }}{{ substr 0 3 .AccountIdPad }}', 'Admin012', 'Admin012'],
  [
    '{{ join "_" (list .SSO .RoleName) }}{{/* a remark */}}',
    'Default_AdministratorAccess',
    'Default_AdministratorAccess',
  ],
  [
    '{{ print .SSO `/` .RoleName | lower | trim }}',
    'default/administratoraccess',
    'default/administratoraccess',
  ],
  [
    '{{ coalesce .Tags.Team .Tags.Env .SSO }}:{{ $.RoleName }}',
    'prod:AdministratorAccess',
    'Default:AdministratorAccess',
  ],
  ['{{ .AccountName | default (.AccountAlias | nospace | lower) }}', 'acmeproduction', 'prod'],
];

describe('a Go template', () => {
  it.each(table)('%s names roles as aws-sso-cli does', (template, forAdmin, forNamed) => {
    expect([theirs(template, admin), theirs(template, named)]).toEqual([forAdmin, forNamed]);
    const portable = (name: string) => name.replace(/^\+/, '');
    expect([ours(template, admin), ours(template, named)]).toEqual([forAdmin, forNamed].map(portable));
  });

  it.each([
    ['{{ title .RoleName }}', 'it uses the function title'],
    ['{{ regexReplaceAll "a" .RoleName "b" }}', 'it uses the function regexReplaceAll'],
    ['{{ .Via }}', 'it uses .Via'],
    ['{{ printf "%q" .RoleName }}', 'it uses %q of printf'],
    ['{{ printf "%s" }}', 'its printf has not as many arguments as places'],
    ['{{ printf "%05d" .AccountId }}', 'it pads a number in a way that is not understood'],
    ['{{ range .Tags }}x{{ end }}', 'an end or else in it belongs to no if'],
    ['{{ $x := .RoleName }}{{ $x }}', '"$x := .RoleName" in it is not understood'],
    ['{{ .RoleName', 'a {{ in it is not closed'],
    ['{{ if .RoleName }}x', 'an if in it has no end'],
    ['{{ (.RoleName }}', 'a bracket in it is not closed'],
    ['{{ or (and .SSO .RoleName) .Email }}', 'it uses the function or'],
    ['a {% b', 'it holds {% as plain text'],
    ['{{ default "a\\"b\'c" .RoleName }}', 'a text in it holds both kinds of quotes'],
    ['{{ constructor .RoleName }}', 'it uses the function constructor'],
    ['{{ .__proto__ }}', 'it uses .__proto__'],
  ])('%s is not guessed', (template, reason) => {
    expect(() => goTemplateToLiquid(template, liquidFields)).toThrow(new UsageError(reason));
  });

  it('of any text either names roles or is refused', () => {
    const pieces = fc.constantFrom(
      '{{',
      '}}',
      '-',
      ' ',
      '|',
      '(',
      ')',
      '.RoleName',
      '.Tags.X',
      '"a"',
      '`b`',
      'if',
      'else',
      'end',
      'printf',
      '"%s%"',
      'StringsJoin',
      'FirstItem',
      'default',
      'trunc',
      '12',
      '/*',
      '*/',
      '{%',
      "'",
      'é',
      '\u0000',
      'list',
      'join',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(pieces, fc.string({ maxLength: 4 })), { maxLength: 24 }), (parts) => {
        const template = parts.join('');
        try {
          ours(template, admin);
        } catch (error) {
          expect(error).toBeInstanceOf(UsageError);
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('of the known parts gives the same name in both languages', () => {
    const field = fc.constantFrom(
      '.AccountIdPad',
      '.RoleName',
      '.SSO',
      '.EmailAddress',
      '.DefaultRegion',
      '.Tags.Env',
      '"x"',
    );
    const expr = fc.letrec<{ expr: string }>((tie) => ({
      expr: fc.oneof(
        { depthSize: 'small' },
        field,
        fc
          .tuple(fc.constantFrom('lower', 'upper', 'trim', 'nospace'), tie('expr'))
          .map(([f, x]) => `(${f} ${x})`),
        fc
          .tuple(
            fc.constantFrom(
              'FirstItem',
              'StringsJoin "-"',
              'print',
              'default',
              'printf "%s/%s"',
              'replace "a" "b"',
            ),
            tie('expr'),
            tie('expr'),
          )
          .map(([f, a, b]) => (f.startsWith('replace') ? `(replace "a" ${a} ${b})` : `(${f} ${a} ${b})`)),
      ),
    })).expr;
    const output = expr.map((text) => `{{ ${text} }}`);
    const template = fc.array(
      fc.oneof(
        output,
        fc.tuple(field, output, output).map(([c, a, b]) => `{{ if ${c} }}${a}{{ else }}${b}{{ end }}`),
        fc.constantFrom('-', ':', '/'),
      ),
      { minLength: 1, maxLength: 5 },
    );
    fc.assert(
      fc.property(template, fc.constantFrom(admin, named), (parts, role) => {
        const source = `${parts.join('')}{{ .RoleName }}`;
        const expected = profileNamer(
          `{{ role_name | prepend: ${JSON.stringify(theirs(parts.join(''), role))} }}`,
        );
        expect(ours(source, role)).toBe(expected({ ...role, accountName: '' }));
      }),
      { numRuns: 500 },
    );
  });
});
