// A stack in a process of its own: an authorization server, a resource server, a client and the attacker's server, with
// relays between them. It is told what to be over IPC, and ends with whoever started it.

import { randomUUID } from 'node:crypto';
import http from 'node:http';
import https from 'node:https';
import tls from 'node:tls';
import type { SwitchId } from '../../model/switches.js';
import { switchIds } from '../../model/switches.js';
import type { Order } from '../../model/names.js';
import type { Handler, RunningServer } from './adapter.js';
import { isOn } from './adapter.js';
import { makeCertificates } from './certificates.js';
import { type App, makeApp } from './clients/app.js';
import { installClock, resetClock, tick } from './clock.js';
import { type Dishonest, dishonest } from './dishonest.js';
import { listen, type SiteName } from './listen.js';
import { keepOnLoopback } from './loopback.js';
import { Network, type Side } from './network.js';
import { type Ledger, resourceServer } from './resourceServer.js';
import { clientNamed, serverNamed, switchesOf, type Urls, type Wanted } from './wanted.js';

process.on('disconnect', () => process.exit(0));
// Ctrl-C reaches the whole group; whoever started this decides when it ends.
process.on('SIGINT', () => {});

installClock();
keepOnLoopback();
http.globalAgent = new http.Agent({ keepAlive: false });
https.globalAgent = new https.Agent({ keepAlive: false });

const say = (message: unknown) => process.send?.(message);
const sites = ['bank', 'rs', 'client', 'evil'] as const satisfies readonly SiteName[];
const scopes = {
  none: 'accounts',
  alice: 'accounts pay-shop-10',
  attacker: 'accounts pay-mallory-1000',
} as const;
const accounts = {
  alice: { login: 'alice', password: 'alice-password' },
  mallory: { login: 'mallory', password: 'mallory-password' },
} as const;

const network = new Network((held) => say({ event: 'held', ...held }));
const handlers: Record<SiteName, Handler> = Object.fromEntries(
  sites.map((site) => [site, ((_request, response) => void response.writeHead(503).end()) satisfies Handler]),
) as unknown as Record<SiteName, Handler>;
const certificates = await makeCertificates(
  sites.map((site) => [`${site}.test`, ...(site === 'bank' ? ['keys.test'] : [])]),
);
// Whoever connects from here trusts the lab's authority besides its own settings; `fetch` can be told in no other way.
const connect = tls.connect as (...given: unknown[]) => tls.TLSSocket;
tls.connect = ((first: unknown, ...rest: unknown[]) =>
  typeof first === 'object' && first !== null
    ? connect({ ca: certificates.authority, ...first }, ...rest)
    : connect(first, ...rest)) as typeof tls.connect;
const ports = {} as Record<SiteName, number>;
const closers: (() => void)[] = [];
for (const site of sites) {
  const certificate = certificates.sites[`${site}.test`]!;
  for (let attempt = 0; ; attempt++) {
    const listening = await listen(
      site,
      () => handlers[site],
      certificate,
      (exchange) => say({ event: 'exchange', exchange }),
    );
    try {
      await network.relay('front', site, listening.port);
      await network.relay('back', site, listening.port);
      ports[site] = listening.port;
      closers.push(listening.close);
      break;
    } catch (error) {
      // Somebody else has this port at one of the addresses: another one then.
      listening.close();
      if (attempt > 5) throw error;
    }
  }
}

let running: {
  readonly server: RunningServer;
  readonly app: App;
  readonly ledger: Ledger;
  readonly evil: Dishonest;
} | null = null;

async function configure(wanted: Wanted): Promise<Urls> {
  network.reset();
  resetClock();
  const server = serverNamed(wanted.server)!;
  const client = clientNamed(wanted.client)!;
  const switches = switchesOf(server, client);
  const set = new Set(wanted.on);
  const on = (id: SwitchId) => isOn(switches, set, id);
  process.env.NODE_TLS_REJECT_UNAUTHORIZED = on('server.authenticated-back') ? '1' : '0';
  https.globalAgent.options.ca = certificates.authority;
  const origin = (site: SiteName, id: SwitchId) => `http${on(id) ? 's' : ''}://${site}.test:${ports[site]}`;
  const bankFront = origin('bank', 'tls.front');
  const bankBack = origin('bank', 'tls.back');
  const own = origin('client', 'tls.front');
  const home = origin('client', 'tls.start');
  const evil = origin('evil', 'tls.front');
  const isNative = wanted.isNative ?? false;
  const callback = on('redirect.distinct')
    ? { bank: `${own}/cb/bank`, evil: `${own}/cb/evil` }
    : { bank: `${own}/cb`, evil: `${own}/cb` };
  const secrets = { client: isNative ? 'in-every-copy' : randomUUID(), evil: randomUUID() };
  const keys = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, [
    'sign',
    'verify',
  ]);
  const { kty, crv, x, y } = await crypto.subtle.exportKey('jwk', keys.publicKey);
  const jwk = { kty: kty!, crv: crv!, x: x!, y: y!, alg: 'ES256', use: 'sig' };
  const both = [...new Set([callback.bank, callback.evil])];
  const registered = {
    client: {
      id: 'app',
      name: 'Honest App',
      secret: secrets.client,
      // Registered at the bank is the URI for the bank.
      redirects: [callback.bank],
      jwk,
      isPublic: isNative,
    },
    'evil-client': {
      id: 'evilapp',
      name: 'Evil App',
      secret: secrets.evil,
      // Whatever it likes: it is the attacker's.
      redirects: [
        `${evil}/cb`,
        ...both,
        `${own}/out?to=${encodeURIComponent(`${evil}/cb`)}`,
        `${own}/elsewhere`,
      ],
      jwk: null,
      isPublic: false,
    },
  };
  const started = await server.make({
    front: bankFront,
    back: bankBack,
    on,
    clients: [registered.client, registered['evil-client']],
    refresh: wanted.refresh ?? false,
    scopes: ['accounts', 'pay-shop-10', 'pay-mallory-1000'],
    passwords: Object.fromEntries(Object.values(accounts).map(({ login, password }) => [login, password])),
  });
  const evilBack = origin('evil', 'tls.back');
  const library = await client.make({
    on,
    callback: (as) => callback[as],
    scopeOf: (order) => scopes[order],
    keys,
    isPublic: isNative,
    servers: {
      bank: {
        issuer: bankFront,
        authorize: bankFront + server.paths.authorize,
        token: bankBack + server.paths.token,
        // Keys are fetched past the relay: nothing of the model travels there.
        jwks: `http${on('tls.back') ? 's' : ''}://keys.test:${ports.bank}/jwks`,
        clientId: 'app',
        secret: secrets.client,
      },
      evil: {
        issuer: evil,
        authorize: `${evil}/as/authorize`,
        token: `${evilBack}/as/token`,
        jwks: `${evilBack}/as/jwks`,
        clientId: 'app-at-evil',
        secret: 'for-evil',
      },
    },
  });
  const transfers: Readonly<Record<Order, string>> = {
    none: 'none',
    alice: 'pay-shop-10',
    attacker: 'pay-mallory-1000',
  };
  const app = await makeApp({
    on,
    client: library,
    resource: origin('rs', 'tls.back'),
    content: wanted.hasContent ? evil : null,
    orders: wanted.orders ?? 'granted',
    transferOf: (order) => transfers[order],
    onFlow: (at, flow) => say({ event: 'flow', at, flow }),
  });
  const ledger: Ledger = { transfers: [], notes: [] };
  const attackers = dishonest((at, request) => say({ event: 'waits', at, request }));
  handlers.bank = started.handler;
  handlers.rs = resourceServer(started, ledger, wanted.orders ?? 'granted', on);
  handlers.client = app.handler;
  handlers.evil = attackers.handler;
  running = { server: started, app, ledger, evil: attackers };
  return {
    issuer: bankFront,
    authorize: bankFront + server.paths.authorize,
    token: bankBack + server.paths.token,
    revoke: server.paths.revoke === null || !on('owner.can-revoke') ? null : bankBack + server.paths.revoke,
    resource: origin('rs', 'tls.back'),
    home: `${home}/`,
    start: `${home}/start`,
    callback,
    redirector: `${own}/out`,
    evil,
    ports,
    accounts,
    clients: {
      client: { id: 'app', secret: secrets.client, redirect: callback.bank },
      'evil-client': { id: 'evilapp', secret: secrets.evil, redirect: `${evil}/cb` },
    },
    scopes,
    authority: certificates.authority,
    spki: {
      honest: ['bank', 'rs', 'client'].map((site) => certificates.sites[`${site}.test`]!.spki),
      evil: certificates.sites['evil.test']!.spki,
    },
    is: Object.fromEntries(switchIds.map((id) => [id, on(id)])),
  };
}

const calls = {
  configure,
  hold: (isHolding: boolean) => {
    network.isHolding = isHolding;
  },
  release: (id: number) => network.release(id),
  divert: (side: Side, site: SiteName, to: SiteName | null) =>
    network.divert(side, site, to === null ? null : ports[to]),
  wire: (side: Side) => network.text(side),
  tick: (ms: number) => tick(ms),
  log: () => running?.app.log ?? [],
  arrived: () => running?.app.arrived ?? [],
  store: () => running?.app.store.sessions ?? {},
  ledger: () => running?.ledger ?? { transfers: [], notes: [] },
  introspect: (token: string) => running?.server.introspect(token) ?? null,
  /** What the attacker's server does next. */
  evilSends: (to: string) => running?.evil.send(to),
  evilAnswers: (token: Record<string, unknown> | null) => running?.evil.answer(token),
  sync: () => null,
  close: () => {
    network.close();
    for (const close of closers) close();
    setImmediate(() => process.exit(0));
  },
};
/** What a stack can be asked, by name. */
export type Calls = typeof calls;

process.on('message', async (message: { id: number; call: keyof Calls; args: unknown[] }) => {
  const { id, call, args } = message;
  try {
    const result = await (calls[call] as (...given: unknown[]) => unknown)(...args);
    say({ id, result: result ?? null });
  } catch (error) {
    const { message: what, name, host } = error as Error & { host?: string };
    const details = error as { exitCode?: number; why?: string; fix?: string };
    say({ id, error: { what, name, host, exitCode: details.exitCode, why: details.why, fix: details.fix } });
  }
});
say({ event: 'ready' });
