// The client's web app around a client library: sessions, start, callback, account, entry, a redirector. It is the lab's
// own; what an app around such a library does, and what it can leave out.

import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import {
  adapted,
  alwaysOff,
  type ClientRequest,
  type Handler,
  type IsOn,
  type RunningClient,
  type Switches,
} from '../adapter.js';
import type { Order } from '../../../model/names.js';
import { bodyOf, formOf, page, pathOf, queryOf, redirect } from '../http.js';
import { load } from '../load.js';

export const switches: Switches = {
  'logs.no-codes': adapted('the access log holds the query (off)'),
  'logs.no-tokens': adapted('the log holds the token response (off)'),
  'redirector.none': adapted('/out?to= forwards anywhere (off)'),
  'redirect.distinct': adapted('/cb/bank and /cb/evil, or /cb for both'),
  'redirect.arrival-compared': adapted('the path of arrival is compared with the flow'),
  'as.from-session': adapted("the token endpoint is that of the session's flow, or of the path of arrival"),
  'start.csrf-checked': adapted('a value in the form is compared with the session'),
  'account.shown': adapted('the owner of the account is shown before she enters anything'),
  'services.shown': alwaysOff('the page does not show what a token permits'),
  'token.in-header': adapted('Authorization header, or a query parameter'),
  'state.unsolicited-refused': adapted('a response without a flow is refused before the library sees it'),
  'state.spent-on-refusal': adapted('the flow is deleted when a response is refused'),
  'referrer.hidden-client': adapted('Referrer-Policy: no-referrer (off: unsafe-url)'),
  'cookie.same-site': adapted('SameSite of the session cookie'),
  'client.monitored': alwaysOff('nobody monitors'),
  'client.burns-foreign-code': alwaysOff('a refused code is left alone'),
  'metadata.authoritative': adapted('endpoints are configured, not discovered'),
  'metadata.issuer-verified': adapted('endpoints are configured, not discovered'),
  'client.rs-of-server': adapted('one resource server for each authorization server'),
  'client.instance-keys': alwaysOff('one key for all copies'),
};

interface Store {
  readonly sessions: Readonly<Record<string, string>>;
}
type Middleware = (request: ClientRequest, response: ServerResponse, next: () => void) => void;
interface SessionPackage {
  readonly default: ((options: unknown) => Middleware) & { readonly MemoryStore: new () => Store };
}
export interface App {
  readonly handler: Handler;
  readonly store: Store;
  readonly log: readonly string[];
  /** Responses as they arrived at the host. */
  readonly arrived: readonly string[];
}
export interface AppInput {
  readonly on: IsOn;
  readonly client: RunningClient;
  /** Of the client's own pages, of the resource servers, and of a page with third-party content; null: none. */
  readonly resource: string;
  readonly content: string | null;
  readonly orders: 'granted' | 'scope-only';
  readonly transferOf: (order: Order) => string;
  /** For the record: a flow starts, or a response arrives and belongs to this flow; null: to none. */
  readonly onFlow: (at: 'start' | 'callback', id: string | null) => void;
}

export const appPackages = { 'express-session': '1.19.0' } as const;

export async function makeApp({
  on,
  client,
  resource,
  content,
  orders,
  transferOf,
  onFlow,
}: AppInput): Promise<App> {
  const { default: session } = await load<SessionPackage>('express-session', appPackages['express-session']);
  const store = new session.MemoryStore();
  const log: string[] = [];
  const arrived: string[] = [];
  // Without TLS a browser takes no cookie with SameSite=None. One without the attribute it sends with forms of other
  // sites too while it is young.
  const sameSite = on('cookie.same-site') ? 'lax' : on('tls.front') && on('tls.start') ? 'none' : undefined;
  const sessions = session({
    secret: 'lab',
    name: 'app_sid',
    resave: true,
    saveUninitialized: true,
    store,
    cookie: { ...(sameSite !== undefined && { sameSite }), secure: sameSite === 'none', httpOnly: true },
    // TLS may end before this server.
    proxy: true,
  });
  const refuse = (response: ServerResponse, why: string, status = 403) =>
    page(response, `client error: ${why.replaceAll('<', '&lt;')}`, status);

  const call = async (request: ClientRequest, method: string, path: string, body?: string) => {
    const tokens = request.session.tokens;
    if (tokens === undefined) return { status: 401, text: 'no token' };
    const url = new URL(path, resource);
    if (client.resource !== null) {
      const answer = await client.resource(tokens.as, tokens.access, url.href, method, body);
      return { status: answer.status, text: await answer.text() };
    }
    if (!on('token.in-header')) url.searchParams.set('access_token', tokens.access);
    const answer = await fetch(url, {
      method,
      ...(on('token.in-header') && { headers: { authorization: `Bearer ${tokens.access}` } }),
      ...(body !== undefined && { body }),
    });
    return { status: answer.status, text: await answer.text() };
  };
  const saved = (request: ClientRequest) => new Promise<void>((done) => request.session.save(() => done()));

  const start = async (request: ClientRequest, response: ServerResponse) => {
    const { as = 'bank', order = 'alice', csrf } = { ...request.query, ...request.body };
    const isOwn =
      request.method === 'POST' && request.session.csrf !== undefined && csrf === request.session.csrf;
    if (on('start.csrf-checked') && !isOwn) return refuse(response, 'started by another site');
    const id = randomUUID();
    request.session.flow = { id, as: as as 'bank' | 'evil', order: order as Order };
    onFlow('start', id);
    const to = await client.begin(request, as as 'bank' | 'evil', order as Order);
    await saved(request);
    redirect(response, to);
  };
  const callback = async (
    request: ClientRequest,
    response: ServerResponse,
    arrived: 'bank' | 'evil' | null,
  ) => {
    const flow = client.flowOf(request);
    onFlow('callback', flow?.id ?? null);
    if (flow === undefined && on('state.unsolicited-refused'))
      return refuse(response, 'no flow is open for this response');
    const expected = flow?.as ?? 'bank';
    const as = !on('as.from-session') && arrived !== null ? arrived : expected;
    if (on('redirect.arrival-compared') && arrived !== null && arrived !== expected)
      return refuse(response, 'the response arrived at another URI');
    try {
      const tokens = await client.finish(request, as);
      if (!on('logs.no-tokens')) log.push(`token response ${JSON.stringify(tokens)}`);
      request.session.tokens = { ...tokens, as };
    } catch (error) {
      if (on('state.spent-on-refusal')) request.session.flow = undefined;
      await saved(request);
      return refuse(response, (error as Error).message);
    }
    await saved(request);
    if (content !== null) {
      response.setHeader('Referrer-Policy', on('referrer.hidden-client') ? 'no-referrer' : 'unsafe-url');
      return page(
        response,
        `<img src="${content}/pixel"><script>setTimeout(()=>location.href="/account",200)</script>`,
      );
    }
    redirect(response, '/account');
  };
  const account = async (request: ClientRequest, response: ServerResponse) => {
    const order = request.session.flow?.order ?? 'none';
    const transfer = orders === 'scope-only' ? `?transfer=${transferOf(order)}` : '';
    const answer = await call(request, 'GET', `/api/account${transfer}`);
    if (answer.status !== 200)
      return refuse(response, `resource ${answer.status} ${answer.text}`, answer.status);
    page(
      response,
      `<pre id=account>${answer.text}</pre><form method=post action=/enter>` +
        `<input name=note value="alice's secret note"><input type=hidden name=expect><button>store</button></form>`,
    );
  };
  const enter = async (request: ClientRequest, response: ServerResponse) => {
    if (on('account.shown')) {
      const shown = await call(request, 'GET', '/api/account');
      if (request.body.expect && !shown.text.includes(`"account":"${request.body.expect}"`))
        return refuse(response, 'the account shown is not hers');
    }
    const answer = await call(request, 'POST', '/api/note', request.body.note ?? '');
    page(response, answer.text, answer.status);
  };
  const refresh = async (request: ClientRequest, response: ServerResponse) => {
    const before = request.session.tokens;
    if (before?.refresh === undefined) return refuse(response, 'no refresh token');
    try {
      const tokens = await client.refresh(before.as, before.refresh);
      if (!on('logs.no-tokens')) log.push(`token response ${JSON.stringify(tokens)}`);
      request.session.tokens = {
        access: tokens.access,
        refresh: tokens.refresh ?? before.refresh,
        as: before.as,
      };
      await saved(request);
      redirect(response, '/account');
    } catch (error) {
      refuse(response, (error as Error).message);
    }
  };
  const home = async (request: ClientRequest, response: ServerResponse) => {
    request.session.csrf ??= randomUUID();
    await saved(request);
    const forms = (['bank', 'evil'] as const).flatMap((as) =>
      (['alice', 'none', 'attacker'] as const).map(
        (order) =>
          `<form id="${as}-${order}" method=post action=/start><input type=hidden name=csrf value=${request.session.csrf}>` +
          `<input type=hidden name=as value=${as}><input type=hidden name=order value=${order}><button>${as} ${order}</button></form>`,
      ),
    );
    page(response, `<title>client</title>${forms.join('')}`);
  };
  const forward = (request: ClientRequest, response: ServerResponse) => {
    if (on('redirector.none')) return refuse(response, 'no redirector', 404);
    if (request.query.to === undefined) return page(response, 'nowhere to forward to', 404);
    const to = new URL(request.query.to);
    for (const [key, value] of Object.entries(request.query))
      if (key !== 'to') to.searchParams.set(key, value);
    redirect(response, to.href);
  };
  const route = async (request: ClientRequest, response: ServerResponse) => {
    const path = pathOf(request);
    request.query = queryOf(request);
    request.body = request.method === 'POST' ? formOf(await bodyOf(request)) : {};
    if (!on('logs.no-codes')) log.push(`${request.method} ${request.url} ${JSON.stringify(request.body)}`);
    if (path.startsWith('/cb')) arrived.push(`${request.url} ${JSON.stringify(request.body)}`);
    if (path === '/') return home(request, response);
    if (path === '/start') return start(request, response);
    if (path === '/cb') return callback(request, response, null);
    if (path === '/cb/bank') return callback(request, response, 'bank');
    if (path === '/cb/evil') return callback(request, response, 'evil');
    if (path === '/account') return account(request, response);
    if (path === '/enter') return enter(request, response);
    if (path === '/refresh') return refresh(request, response);
    if (path === '/out') return forward(request, response);
    page(response, 'not found', 404);
  };
  return {
    store,
    log,
    arrived,
    handler: (request: IncomingMessage, response) => {
      // express-session sets a Secure cookie only where it believes that TLS was used.
      if ((request.socket as { encrypted?: boolean }).encrypted)
        request.headers['x-forwarded-proto'] = 'https';
      sessions(request as ClientRequest, response, () => {
        route(request as ClientRequest, response).catch((error: Error) => {
          if (!response.headersSent) refuse(response, error.message, 500);
        });
      });
    },
  };
}
