// `setupUi: 'web'`: a page on this machine, for the person who opens it first.
import { minute } from '../../domain/expiry.ts';
import { createStackPage, iamTemplate } from '../../domain/iam-template.ts';
import type { Host } from '../../host.ts';
import type { PageReply, PageRequest } from '../../ports/loopback.ts';
import type { SetupOutcome, SetupRequest } from '../setup-ui.ts';
import { act } from './actions.ts';
import { type Flow, startFlow } from './flow.ts';
import { renderPage } from './render.ts';

/** A page that nobody looks at any more is given up. */
const patience = 15 * minute;
/** For the browser to load the last page, if it still looks. */
const farewell = 5_000;

const plain = (status: number, body: string): PageReply => ({ status, type: 'text/plain', body });

const templateOf = async ({
  toolName,
  requiredActions,
  customPermissions,
}: SetupRequest): Promise<string> => {
  const { stringify } = await import('yaml');
  const template = iamTemplate({
    tool: toolName,
    actions: requiredActions.map(({ action }) => action),
    resources: [],
    statements: customPermissions.map(({ sid, effect = 'Allow', actions, resources = [], condition }) => ({
      ...{ sid, effect, actions, resources, condition },
    })),
    hasKey: true,
    mayRotate: false,
  });
  return stringify(template, { lineWidth: 0, aliasDuplicateObjects: false });
};

const got = async (flow: Flow, request: SetupRequest, { path, nonce }: PageRequest): Promise<PageReply> => {
  switch (path) {
    case '/':
      return {
        ...(flow.isOver() ? { afterwards: flow.seen } : {}),
        status: 200,
        body: renderPage({ page: flow.page(), request, version: flow.version(), nonce }),
      };
    case '/version':
      return plain(200, String(flow.version()));
    // Who needs everything needs no user with few rights: that is said instead.
    case '/template.yaml':
      return {
        ...{ status: 200, type: 'application/yaml', body: await templateOf(request) },
        headers: { 'content-disposition': `attachment; filename="${request.toolName}-iam-user.yaml"` },
      };
    case '/create-stack':
      return { status: 303, body: '', headers: { location: createStackPage(request.region) } };
    default:
      return plain(404, 'No such page.\n');
  }
};

const answerOf =
  (flow: Flow, request: SetupRequest) =>
  async (asked: PageRequest): Promise<PageReply> => {
    if (asked.method === 'GET') return got(flow, request, asked);
    // An action that is not offered any more (a page from before) leads to what is offered now.
    act(flow, asked.path.slice(1), asked.form);
    return { status: 303, body: '', headers: { location: '/' } };
  };

const originOf = (url: string | undefined): string | undefined =>
  url === undefined ? undefined : new URL(url).origin;

/** Errors: UserError when no port can be had. */
export const webSetup = async (host: Host, request: SetupRequest): Promise<SetupOutcome> => {
  const { services } = host;
  const flow = startFlow(host, request);
  const server = await (await services.loopback()).servePages({
    imageOrigin: originOf(request.branding.logoUrl),
    answer: answerOf(flow, request),
  });
  const stop = new AbortController();
  try {
    const isOpened = await (await services.browser()).open(undefined, server.url).catch(() => false);
    request.step(isOpened ? 'The setup is open in your browser' : `Open this address, once: ${server.url}`);
    services.clock.sleep(patience, stop.signal).then(
      () => flow.end({ kind: 'cancelled' }),
      () => undefined,
    );
    const outcome = await flow.ended;
    const late = services.clock.sleep(farewell, stop.signal).catch(() => undefined);
    await Promise.race([flow.lastPage, late]);
    return outcome;
  } finally {
    stop.abort();
    await server.close();
  }
};
