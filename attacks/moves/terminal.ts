// On alice's terminal and in her browser: forms approved unseen, her browser logged in as somebody else, messages
// dropped or taken on their way, the genuine client driven in her name.

import { issue } from '../../model/honest.js';
import { type AuthorizationResponse, responseFields } from '../../model/exchanges/messages.js';
import { enter, use } from '../../model/exchanges/resources.js';
import { mayReview, review } from '../../model/exchanges/reviews.js';
import { redeem, refreshSession } from '../../model/exchanges/tokens.js';
import {
  grantFor,
  grantOf,
  grantSlotsOf,
  sessionOf,
  sessionSlots,
  tabOf,
  tickOf,
  valueView,
} from '../../model/instances.js';
import { loggedBefore, refreshIsNext, takesCallback } from '../../model/entities/client.js';
import { kindOf, type Order, slotOf, type Term } from '../../model/names.js';
import type { ClientKind } from '../../model/entities/client.js';
import type { SwitchId } from '../../model/switches.js';
import type { CapabilityId } from '../capabilities/capabilities.js';
import type { Component, MoveFamily, Run } from '../../model/world.js';
import { type AttackerMove, attackerMove, hasCookie, takersOfCookie } from './common.js';

const approvesUnseen = (u: Component): MoveFamily => ({
  name: `attacker gets the form in ${u} approved`,
  moves: (world) => {
    const g = grantFor(u);
    if (
      !grantSlotsOf(world).includes(g) ||
      world.peek(u, valueView) !== 'atServer' ||
      world.peek(g, valueView) !== 'asked'
    )
      return [];
    return (['frame', 'overlay', 'agent.alter', 'malware'] as const).map((by) =>
      attackerMove(
        'getsApproval',
        { tab: u, by },
        { message: 'm5', to: 'authorizationServer', capabilities: [by] },
        (run) => {
          if (run.send(u, { type: 'SHOW_FORM', framed: by === 'frame' }).refusal !== null) return false;
          issue(run, u, false);
          return true;
        },
      ),
    );
  },
});

/** Alice's browser is logged in at the bank as the attacker, by a request from another site. */
const logsIn = (u: Component): MoveFamily => ({
  name: `attacker logs ${u} in`,
  moves: (world) => {
    const g = grantFor(u);
    if (
      !grantSlotsOf(world).includes(g) ||
      world.peek(u, valueView) !== 'atServer' ||
      world.peek(g, valueView) !== 'asked'
    )
      return [];
    if (grantOf(world, g).owner === 'attacker') return [];
    return [
      attackerMove(
        'logsIn',
        { tab: u },
        { message: 'm5', to: 'authorizationServer', capabilities: ['lure'] },
        (run) => run.send(g, { type: 'LOGIN', posted: 'byAnotherSite' }).refusal === null,
      ),
    ];
  },
});

const holders = ['hold', 'agent.alter', 'proxy.terminal'] as const;
const messageIn = (value: string) => (/request/i.test(value) ? 'm3' : 'm7');

const drops = (u: Component): MoveFamily => ({
  name: `attacker drops what ${u} carries`,
  moves: (world) => {
    const value = world.peek(u, valueView);
    if (value !== 'requesting' && value !== 'returning') return [];
    return holders.map((by) =>
      attackerMove(
        'drops',
        { tab: u, by },
        { message: messageIn(value), to: 'userAgent', capabilities: [by] },
        (run) => {
          run.send(u, { type: 'DROP' });
          return true;
        },
      ),
    );
  },
});

/**
 * A message is held back while time passes, and let go after that. Where no more time can pass, holding is no more
 * than not delivering yet, which needs no move.
 */
const delays = (u: Component): MoveFamily => ({
  name: `attacker delays what ${u} carries`,
  moves: (world) => {
    const value = world.peek(u, valueView);
    const isHeld = value === 'heldRequest' || value === 'heldResponse';
    const canBeHeld = value === 'requesting' || value === 'returning';
    const tick = tickOf(world);
    if (!(isHeld && tick > 0) && !(canBeHeld && tick < world.scenario.ticks)) return [];
    return holders.map((by) =>
      attackerMove(
        isHeld ? 'releases' : 'holds',
        { tab: u, by },
        { message: messageIn(value), to: 'userAgent', capabilities: [by] },
        (run) => {
          run.send(u, { type: isHeld ? 'RELEASE' : 'HOLD' });
          return true;
        },
      ),
    );
  },
});

/** The response goes to whoever answers for the client's address or its custom URI scheme. */
const takesResponse = (u: Component): MoveFamily => ({
  name: `attacker takes the response in ${u}`,
  moves: (world) => {
    if (world.peek(u, valueView) !== 'returning') return [];
    const isNative = world.scenario.client === 'native-app';
    return [isNative ? ('fake-app.claims-uri' as const) : ('dns.client' as const)].map((by) =>
      attackerMove(
        'takesResponse',
        { tab: u, by },
        { message: 'm7', to: 'attacker', capabilities: [by] },
        (run) => {
          if (
            by === 'fake-app.claims-uri'
              ? run.ask('app.trusted-source')
              : run.ask('server.authenticated-front') && run.ask('tls.front')
          )
            return false;
          const response = tabOf(run, u).carries as unknown as AuthorizationResponse;
          run.learn(
            by,
            responseFields(response).map(({ term }) => term),
          );
          run.send(u, { type: 'DROP' });
          return true;
        },
      ),
    );
  },
});

/** The client's own requests go to an impostor of the server they are meant for. */
const impersonates = (s: Component): MoveFamily => ({
  name: `attacker impersonates a server to ${s}`,
  moves: (world) => {
    const asked = (
      by: 'dns.as' | 'dns.rs',
      message: string,
      run: (run: Run) => boolean,
    ): readonly AttackerMove[] => [
      attackerMove(
        'impersonates',
        { slot: s, by },
        { message, to: 'attacker', capabilities: [by] },
        (r) => !isKeptOut(r, { unless: onTheBack }) && run(r),
      ),
    ];
    switch (world.peek(s, valueView)) {
      case 'received':
        return asked('dns.as', 'm8', (run) => redeem(run, s, 'impostor'));
      case 'holding':
        return asked('dns.rs', 'm10', (run) => use(run, s, 'impostor'));
      case 'showing':
        return world.scenario.refresh && refreshIsNext(sessionOf(world, s), tickOf(world))
          ? asked('dns.as', 'm12', (run) => {
              refreshSession(run, s, 'impostor');
              return true;
            })
          : [];
      default:
        return [];
    }
  },
});

/** A dishonest server's metadata sends the client's requests to the bank's endpoints. */
const claimsEndpoint = (s: Component): MoveFamily => ({
  name: `attacker's server claims an endpoint to ${s}`,
  moves: (world) => {
    const value = world.peek(s, valueView);
    if ((value !== 'received' && value !== 'holding') || sessionOf(world, s).server !== 'evil') return [];
    if (value === 'received')
      return [
        attackerMove('claimsEndpoint', { slot: s }, { message: 'm8', to: 'client' }, (run) =>
          redeem(run, s, 'claimed'),
        ),
      ];
    return ordersAtUse(world, s).map((order) =>
      attackerMove(
        'claimsEndpoint',
        { slot: s, ...(order !== undefined && { order }) },
        { message: 'm10', to: 'client' },
        (run) => use(run, s, 'claimed', order === undefined ? {} : { order }),
      ),
    );
  },
});

/** In its own agent the attacker says what its session is for when it is used; undefined: as it began. */
const ordersAtUse = (world: Pick<Run, 'read'>, s: Component): readonly (Order | undefined)[] =>
  sessionOf(world, s).agent === 'attacker' ? ['none', 'alice', 'attacker'] : [undefined];

/** A session with the attacker's server is for the bank's resource server, where the client is not strict about that. */
const sharesResourceServer = (s: Component): MoveFamily => ({
  name: `${s} calls the bank with what the attacker's server gave`,
  moves: (world) => {
    if (world.peek(s, valueView) !== 'holding' || sessionOf(world, s).server !== 'evil') return [];
    return ordersAtUse(world, s).map((order) =>
      attackerMove(
        'sharesResourceServer',
        { slot: s, ...(order !== undefined && { order }) },
        { message: 'm10', to: 'client' },
        (run) => use(run, s, 'shared', order === undefined ? {} : { order }),
      ),
    );
  },
});

/** Whoever has the client's cookie of alice's browser opens the page that shows her content. */
const ridesSession = (s: Component): MoveFamily => ({
  name: `attacker rides ${s}`,
  moves: (world) => {
    if (world.peek(s, valueView) !== 'showing') return [];
    const { agent, account } = sessionOf(world, s);
    if (agent !== 'alice' || account !== 'alice') return [];
    return takersOfCookie(world).map((by) =>
      attackerMove(
        'ridesSession',
        { slot: s, by },
        { message: 'm14', to: 'attacker', capabilities: [by] },
        (run) => {
          if (!hasCookie(run, by)) return false;
          run.note({
            fact: 'shown',
            account: 'alice',
            aliceSees: false,
            attackerSees: true,
            relayed: false,
            isLate: false,
            generation: 0,
          });
          return true;
        },
      ),
    );
  },
});

/** Whoever acts as alice at the genuine client has it do what the attacker wants, in alice's session. */
const drives = (s: Component): MoveFamily => ({
  name: `attacker drives ${s}`,
  moves: (world) => {
    if (world.peek(s, valueView) !== 'holding') return [];
    const c = sessionOf(world, s);
    if (!c.aliceSees || world.scenario.orders === 'granted') return [];
    return ['malware' as const, 'agent.alter' as const, ...takersOfCookie(world)].map((by) =>
      attackerMove(
        'drivesUse',
        { slot: s, by },
        { message: 'm10', to: 'resourceServer', capabilities: [by] },
        (run) => hasCookie(run, by) && use(run, s, 'straight', { order: 'attacker' }),
      ),
    );
  },
});

interface Forger {
  readonly by: CapabilityId;
  /** What keeps it from altering what it passes on. */
  readonly unless?: readonly SwitchId[];
}
const onTheFront = ['tls.front', 'server.authenticated-front'] as const;
const onTheBack = ['tls.back', 'server.authenticated-back'] as const;
/** Whoever can alter what alice's terminal shows, and what reaches it there from elsewhere. */
const onHerTerminal: readonly Forger[] = [{ by: 'agent.alter' }, { by: 'malware' }, { by: 'overlay' }];
const ofPages: readonly Forger[] = [...onHerTerminal, { by: 'proxy.terminal', unless: onTheFront }];
/** And whoever can alter what `server` answers to the client, which shows it. An app's pages come from nowhere else. */
const forgersOf = (server: 'dns.as' | 'dns.rs', client: ClientKind): readonly Forger[] => [
  ...(client === 'native-app' ? onHerTerminal : ofPages),
  { by: client === 'native-app' ? 'proxy.terminal' : 'proxy.host', unless: onTheBack },
  { by: server, unless: onTheBack },
];
const isKeptOut = (run: Run, { unless = [] }: { readonly unless?: readonly SwitchId[] }): boolean =>
  unless.length > 0 && unless.every((id) => run.ask(id));

/** Whoever can alter what alice is shown can have her see the account and the services that she expects. */
const forges = (s: Component): MoveFamily => ({
  name: `attacker forges what ${s} shows`,
  moves: (world) => {
    const value = world.peek(s, valueView);
    if ((value !== 'showing' && value !== 'holding') || !sessionOf(world, s).aliceSees) return [];
    // Read only where they matter: what a session that shows something was granted nobody asks for any more.
    const c = sessionOf(world, s);
    if (value === 'holding')
      return c.services === c.order
        ? []
        : forgersOf('dns.as', world.scenario.client).map((forger) =>
            attackerMove(
              'forgesServices',
              { slot: s, by: forger.by },
              { message: 'm14', to: 'userAgent', capabilities: [forger.by] },
              (run) => !isKeptOut(run, forger) && use(run, s, 'straight', { forged: true }),
            ),
          );
    if (c.account === 'alice') return [];
    const entries = world.scenario.jointAccounts ? (['store', 'synchronise'] as const) : (['store'] as const);
    return entries.flatMap((entry) =>
      forgersOf('dns.rs', world.scenario.client).map((forger) =>
        attackerMove(
          'forgesAccount',
          { slot: s, entry, by: forger.by },
          { message: 'm14', to: 'userAgent', capabilities: [forger.by] },
          (run) => {
            if (isKeptOut(run, forger)) return false;
            enter(run, s, entry, { forged: true });
            return true;
          },
        ),
      ),
    );
  },
});

/** What alice enters goes to whoever answers at the resource server's address. */
const takesEntry = (s: Component): MoveFamily => ({
  name: `attacker takes what alice enters in ${s}`,
  moves: (world) => {
    if (world.peek(s, valueView) !== 'showing' || !sessionOf(world, s).aliceSees) return [];
    return [
      attackerMove(
        'takesEntry',
        { slot: s },
        { message: 'm15', to: 'attacker', capabilities: ['dns.rs'] },
        (run) => {
          if (isKeptOut(run, { unless: onTheBack })) return false;
          enter(run, s, 'store', { way: 'impostor' });
          return true;
        },
      ),
    ];
  },
});

/** Whoever alters what alice's terminal shows has her review find nothing that she would revoke. */
const forgesReview: MoveFamily = {
  name: 'attacker forges what alice reviews',
  moves: (world) =>
    mayReview(world)
      ? ofPages.map((forger) =>
          attackerMove(
            'forgesReview',
            { by: forger.by },
            { message: 'm16', to: 'userAgent', capabilities: [forger.by] },
            (run) => !isKeptOut(run, forger) && review(run, { forged: true }),
          ),
        )
      : [],
};

/** What a session's store holds at the client. */
const storedTerms = (world: Pick<Run, 'read' | 'scenario'>, s: Component): readonly Term[] => {
  const c = sessionOf(world, s);
  const terms = [c.code, c.access, c.refresh].filter((t) => t !== 'none' && slotOf(t).startsWith('g'));
  return terms;
};

const readsStore = (s: Component): MoveFamily => ({
  name: `attacker reads the store of ${s}`,
  moves: (world) => {
    if (world.peek(s, valueView) === 'absent') return [];
    const stored = storedTerms(world, s);
    const pending = world.peek(s, valueView) === 'requested' || world.peek(s, valueView) === 'received';
    const isNative = world.scenario.client === 'native-app';
    if (isNative && sessionOf(world, s).agent !== 'alice') return [];
    return [
      attackerMove(
        'readsStore',
        { slot: s },
        { message: 'store', to: 'attacker', capabilities: ['host'] },
        (run) => {
          // Monitoring is of the intermediary's servers; nobody monitors alice's own device.
          if (!isNative && run.ask('client.monitored')) return false;
          run.learn('host', [
            ...stored,
            ...(pending ? [`state:${s}`] : []),
            ...(isNative ? [] : ['secret:client']),
          ]);
          if (pending) run.learn('host', [`verifier:${s}`], ['pkce.sent']);
          return true;
        },
      ),
    ];
  },
});

const readsLog = (s: Component): MoveFamily => ({
  name: `attacker reads the log of ${s}`,
  moves: (world) => {
    // Afterwards: what was written in this very tick only a live reader has.
    const logged = loggedBefore(sessionOf(world, s), tickOf(world));
    if (logged.length === 0) return [];
    // Beside a code stands the state that the bank sent with it; that is worth something while a session takes it.
    const isTaken = sessionSlots(world).some((slot) => takesCallback(world.peek(slot, valueView)));
    const states = logged
      .filter((term) => isTaken && kindOf(term) === 'code')
      .map((term) => grantOf(world, slotOf(term) as Component).state)
      .filter((term) => term.startsWith('state:s'));
    return [
      attackerMove(
        'readsLog',
        { slot: s },
        { message: 'log', to: 'attacker', capabilities: ['logs.after'] },
        (run) => {
          run.learn('logs.after', [...logged, ...states]);
          return true;
        },
      ),
    ];
  },
});

export const terminalMoves = (instances: readonly Component[]): readonly MoveFamily[] => [
  ...instances
    .filter((c) => c[0] === 'u')
    .flatMap((u) => [approvesUnseen(u), logsIn(u), drops(u), delays(u), takesResponse(u)]),
  ...instances
    .filter((c) => c[0] === 's')
    .flatMap((s) => [
      impersonates(s),
      claimsEndpoint(s),
      sharesResourceServer(s),
      drives(s),
      ridesSession(s),
      forges(s),
      takesEntry(s),
      readsStore(s),
      readsLog(s),
    ]),
  forgesReview,
];
