// What `createAwsAuth` takes and refuses, before anything is loaded.
import { expect, it } from 'vitest';
import { createAwsAuth, forCi, forCli, fromRolecall, RolecallError } from '../../src/library/index.ts';
import { settingsOf } from '../../src/library/settings.ts';

const tool = { toolName: 'my-tool' };

it('means something sensible where nothing is said', () => {
  expect(settingsOf(tool)).toEqual({
    toolName: 'my-tool',
    toolVersion: undefined,
    region: 'us-east-1',
    givenProfile: undefined,
    profileName: 'my-tool-profile',
    sessionDuration: undefined,
    requiredActions: [{ action: 'sts:GetCallerIdentity', why: undefined }],
    customPermissions: [],
    preferSso: undefined,
    allowIamUser: true,
    allowEnvironment: true,
    setupUi: undefined,
    branding: {},
    ciMode: undefined,
    confirm: [],
    methods: [],
  });
});

it.each([
  ['45m', 2700],
  ['12h', 43_200],
  [900, 900],
  ['1800s', 1800],
])('takes a duration of %s', (sessionDuration, seconds) => {
  expect(settingsOf({ ...tool, sessionDuration }).sessionDuration).toBe(seconds);
});

const method = { name: 'saml', available: () => true, authenticate: async () => ({}) };

const refused: readonly (readonly [options: unknown, path: string])[] = [
  [undefined, 'its options'],
  [{}, 'toolName'],
  [{ toolName: 'my tool' }, 'toolName'],
  [{ ...tool, toolname: 'x' }, 'toolname is no option'],
  [{ ...tool, defaultRegion: 'Ireland' }, 'defaultRegion'],
  [{ ...tool, profileName: '' }, 'profileName'],
  [{ ...tool, profileName: 'a\nb' }, 'profileName'],
  [{ ...tool, sessionDuration: '13h' }, 'sessionDuration'],
  [{ ...tool, sessionDuration: '1d' }, 'sessionDuration'],
  [{ ...tool, sessionDuration: 1.5 }, 'sessionDuration'],
  [{ ...tool, sessionDuration: 60 }, 'sessionDuration'],
  [{ ...tool, requiredActions: 's3:GetObject' }, 'requiredActions'],
  [{ ...tool, requiredActions: ['s3:GetObject', 's3'] }, 'requiredActions[1]'],
  [{ ...tool, requiredActions: [null] }, 'requiredActions[0]'],
  [{ ...tool, requiredActions: [{ action: 's3:GetObject', why: 3 }] }, 'requiredActions[0]'],
  [{ ...tool, customPermissions: [null] }, 'customPermissions[0] is to be an object'],
  [{ ...tool, customPermissions: [{ actions: [] }] }, 'customPermissions[0].actions'],
  [
    { ...tool, customPermissions: [{ actions: ['s3:*'], resource: '*' }] },
    'customPermissions[0].resource is',
  ],
  [
    { ...tool, customPermissions: [{ actions: ['s3:*'], resources: ['mine'] }] },
    'customPermissions[0].resources',
  ],
  [{ ...tool, customPermissions: [{ actions: ['s3:*'], effect: 'allow' }] }, 'customPermissions[0].effect'],
  [{ ...tool, customPermissions: [{ actions: ['s3:*'], sid: 'a b' }] }, 'customPermissions[0].sid'],
  [
    { ...tool, customPermissions: [{ actions: ['s3:*'], condition: { Bool: 'true' } }] },
    'customPermissions[0].condition',
  ],
  [{ ...tool, preferSso: 'yes' }, 'preferSso'],
  [{ ...tool, setupUi: true }, 'setupUi'],
  [{ ...tool, setupUi: { name: 'mine' } }, 'setupUi'],
  [{ ...tool, branding: { primaryColor: 'red' } }, 'branding.primaryColor'],
  [{ ...tool, branding: { logoUrl: 'http://example.com/logo.png' } }, 'branding.logoUrl'],
  [{ ...tool, branding: { supportUrl: 'javascript:alert(1)' } }, 'branding.supportUrl'],
  [{ ...tool, branding: { supportEmail: 'nobody' } }, 'branding.supportEmail'],
  [{ ...tool, branding: { colour: '#000000' } }, 'branding.colour'],
  [{ ...tool, confirm: 3 }, 'confirm'],
  [{ ...tool, methods: [{ ...method, authenticate: undefined }] }, 'methods[0]'],
];

it.each(refused)('refuses %j', (options, path) => {
  let error: RolecallError | undefined;
  try {
    createAwsAuth(options as { toolName: string });
  } catch (thrown) {
    error = thrown as RolecallError;
  }
  expect(error).toMatchObject({ name: 'RolecallError', code: 'wrong-options' });
  expect(error?.message).toContain(`createAwsAuth: ${path}`);
  expect(error?.hint).not.toBe('');
});

it('has presets that what is given overrides', () => {
  expect(forCi(tool)).toMatchObject({
    ciMode: true,
    setupUi: 'none',
    sessionDuration: '1h',
    preferSso: false,
  });
  expect(forCli({ ...tool, setupUi: 'web', sessionDuration: 900 })).toMatchObject({
    ciMode: false,
    setupUi: 'web',
    sessionDuration: 900,
  });
});

it.each([undefined, null, { profile: 'a', confirm: 7 }, { profile: 'a', confirm: [7] }])(
  'fromRolecall(%j) is refused at once, as a RolecallError',
  (options) => {
    expect(() => fromRolecall(options as never)).toThrow(RolecallError);
  },
);
