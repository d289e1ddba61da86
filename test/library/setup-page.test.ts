// The setup page as HTML: what is foreign in it is text, and what must be read can be.
import { describe, expect, it } from 'vitest';
import { contrast, readableContrast } from '../../src/domain/contrast.ts';
import type { SetupRequest } from '../../src/library/setup-ui.ts';
import type { Page } from '../../src/library/web/page.ts';
import { renderPage } from '../../src/library/web/render.ts';
import { styleSheet } from '../../src/library/web/style.ts';
import fc from '../support/properties.ts';

const request: SetupRequest = {
  toolName: 'shop',
  toolVersion: '1.2.0',
  region: 'eu-west-1',
  sessionDuration: 43_200,
  methods: ['identity-center', 'profile', 'iam-user'],
  requiredActions: [{ action: 's3:GetObject', why: 'to show your invoices' }],
  customPermissions: [],
  branding: {
    companyName: 'Acme',
    logoUrl: 'https://acme.example/logo.png',
    supportEmail: 'help@acme.example',
  },
  profiles: ['prod-reader'],
  step: () => undefined,
};

const draw = (page: Page, more: Partial<SetupRequest> = {}): string =>
  renderPage({ page, request: { ...request, ...more }, version: 3, nonce: 'nonce' });

const pages = (text: string): readonly Page[] => [
  { kind: 'methods', problem: { what: text, next: text } },
  { kind: 'identity-center', startUrl: text, region: text, problem: { what: text, next: undefined } },
  { kind: 'profile' },
  { kind: 'iam-user' },
  { kind: 'working', text, code: { code: text, url: text }, progress: { done: 1, total: 2 } },
  { kind: 'roles', choices: [{ id: text, title: text, detail: text }], query: '' },
  { kind: 'tested', profile: text, arn: text, checks: [{ name: text, outcome: 'denied' }] },
  { kind: 'done', profile: text },
  { kind: 'cancelled' },
];

/** Tags without what stands between them and in their values. */
const skeleton = (html: string): string =>
  (html.match(/<[^>]*>/g) ?? []).map((tag) => tag.replace(/"[^"]*"/g, '""')).join('');

describe('the page', () => {
  it('shows who asks, for what and why, with all the ways that are offered', () => {
    const html = draw({ kind: 'methods' });
    for (const text of ['shop 1.2.0 needs AWS', 'Acme', '<code>s3:GetObject</code>: to show your invoices'])
      expect(html).toContain(text);
    expect(html.match(/name="method"/g)).toHaveLength(3);
    expect(html).toContain('mailto:help@acme.example');
    expect(draw({ kind: 'methods' }, { methods: ['profile'] }).match(/name="method"/g)).toHaveLength(1);
  });

  it('has foreign text as text alone, whatever it is', () => {
    const plain = pages('x').map((page) => skeleton(draw(page)));
    fc.assert(
      fc.property(
        fc.oneof(fc.string({ unit: 'grapheme' }), fc.constant('"><script>alert(1)</script>')),
        (text) => {
          expect(pages(`x${text}`).map((page) => skeleton(draw(page)))).toEqual(plain);
        },
      ),
    );
  });

  it('watches for news only while it works, so that nothing typed is lost', () => {
    for (const page of pages('x')) expect(draw(page).includes('setInterval')).toBe(page.kind === 'working');
  });

  it('finds among roles by any of their words, and shows no more than 200', () => {
    const choices = Array.from({ length: 500 }, (_, i) => ({
      id: String(i),
      title: `Acme ${i % 2 === 0 ? 'Production' : 'Dev'} (${i})`,
      detail: 'Reader, p',
    }));
    expect(draw({ kind: 'roles', choices, query: '' })).toContain('500 of 500 roles, the first 200 of them');
    expect(draw({ kind: 'roles', choices, query: 'READER dev' })).toContain('250 of 500 roles');
    expect(draw({ kind: 'roles', choices, query: '"><b>' })).toContain('value="&quot;&gt;&lt;b&gt;"');
  });
});

it('writes on the tool’s colour so that it can be read', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 0xffffff }), (number) => {
      const colour = `#${number.toString(16).padStart(6, '0')}`;
      const [, on = ''] = /--on-primary:(#\w+)/.exec(styleSheet(colour)) ?? [];
      expect(contrast(colour, on)).toBeGreaterThanOrEqual(readableContrast);
    }),
  );
});
