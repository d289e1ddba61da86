import { describe, expect, it } from 'vitest';
import { type Project, readProject, withProject } from '../../src/domain/project-file.ts';
import fc from '../support/properties.ts';

const plain: Project = {
  accountId: '111122223333',
  roleName: 'ReadOnly',
  instance: undefined,
  region: undefined,
};
const whole: Project = { ...plain, instance: 'acme', region: 'eu-west-1' };

const right = (text: string) => {
  const read = readProject(text);
  return read.kind === 'project' ? read.project : read.problem;
};

describe('what a folder’s file says', () => {
  it.each([
    ['role: 111122223333:ReadOnly', plain],
    ['role: "111122223333:ReadOnly"\n', plain],
    ["role: '111122223333:ReadOnly' # ours\r\n", plain],
    ['---\n# the role\n\nregion: eu-west-1\nrole: 111122223333:ReadOnly   # why\ninstance: acme\n', whole],
  ])('%j', (text, project) => {
    expect(right(text)).toEqual(project);
  });

  it.each([
    ['', 'it names no role'],
    ['# nothing\n', 'it names no role'],
    ['region: eu-west-1', 'it names no role'],
    ['role:', 'line 1 has a role that is not'],
    ['role: ReadOnly', 'line 1 has a role that is not'],
    ['role: 111122223333:a:b', 'line 1 has a role that is not'],
    ['role: 111122223333:$(touch pwned)', 'line 1 has a role that is not'],
    ['role: "1111\\n22223333:ReadOnly"', 'line 1 has a role that is not'],
    ['role: 111122223333:ReadOnly\nrole: 111122223333:Admin', 'line 2 has role a second time'],
    ['role: 111122223333:ReadOnly\nregion: ../../etc', 'line 2 has a region that is not'],
    ['role: 111122223333:ReadOnly\ninstance: -x', 'line 2 has an instance that is not'],
    [
      'role: 111122223333:ReadOnly\nexec: rm',
      'line 2 has "exec: rm", which is none of role, region, instance',
    ],
    ['role: &a 111122223333:ReadOnly', 'line 1 has a role that is not'],
    ['a: &a [x]\nb: &b [*a,*a]\nc: [*b,*b]', 'line 1 has "a: &a [x]", which is none'],
    ['role: |\n  111122223333:ReadOnly', 'line 1 has a role that is not'],
    ['{role: 111122223333:ReadOnly}', 'line 1 has "{role'],
    [' role: 111122223333:ReadOnly', 'line 1 has " role'],
    ['\ufeffrole: 111122223333:ReadOnly', 'line 1 has'],
    ['__proto__: x', 'line 1 has'],
    ['constructor: x', 'line 1 has'],
    ['role: 111122223333:ReadOnly\n\u001b]0;x\u0007', 'line 2 has'],
  ])('%j is not right', (text, problem) => {
    expect(right(text)).toContain(problem);
    expect(right(text)).not.toMatch(/[\u0000-\u001f]/);
  });
});

const names = fc.stringMatching(/^[A-Za-z0-9_+=,.@-]{1,20}$/);
const projects: fc.Arbitrary<Project> = fc.record({
  accountId: fc.stringMatching(/^[0-9]{12}$/),
  roleName: names,
  instance: fc.option(fc.constantFrom('acme', 'other.org'), { nil: undefined }),
  region: fc.option(fc.constantFrom('eu-west-1', 'us-gov-west-1'), { nil: undefined }),
});

it('what is written is read back, over nothing and over another role', () => {
  fc.assert(
    fc.property(projects, projects, (one, other) => {
      const text = withProject(undefined, one);
      expect(right(text)).toEqual(one);
      expect(right(withProject(text, other))).toEqual(other);
    }),
  );
});

it('keeps comments, order and line ends', () => {
  const before =
    '# ours\r\nregion: eu-west-1  # Dublin\r\n\r\nrole: 111122223333:ReadOnly # for now\r\n# end\r\n\r\n';
  const after = withProject(before, {
    ...plain,
    roleName: 'Admin',
    region: 'eu-central-1',
    instance: 'acme',
  });
  expect(after).toBe(
    '# ours\r\nregion: eu-central-1  # Dublin\r\n\r\nrole: "111122223333:Admin" # for now\r\n# end\r\ninstance: acme\r\n',
  );
  expect(withProject(after, plain)).toBe(
    '# ours\r\n\r\nrole: "111122223333:ReadOnly" # for now\r\n# end\r\n',
  );
});
