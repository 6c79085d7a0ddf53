// The world: which machine instances there are, and what a move may do to them.
//
// A move is one decision of one party or of the attacker. Whatever follows from it with nobody able to come
// between (a request on the back channel and its answer, say) belongs to it; `docs/decisions` argues why.
// A move reads and writes instances only through `Run`, so that whoever executes it can record what it read.

import type { Ask, EntityEvent, Entity, Local, StepResult } from './entities/entity.js';
import { authorizationServer } from './entities/authorizationServer.js';
import { client } from './entities/client.js';
import { resourceOwner } from './entities/resourceOwner.js';
import { resourceServer } from './entities/resourceServer.js';
import { userAgent } from './entities/userAgent.js';
import { flawOf, type Scenario } from './scenario.js';
import type { SwitchId } from './switches.js';
import type { Order, Person, Server, Term } from './names.js';

/** `s` client session, `g` authorization at the bank, `u` tab of alice's agent, `o` alice, `t` clock, `r` resource server. */
export type Component = 's0' | 's1' | 'g0' | 'g1' | 'g2' | 'u0' | 'u1' | 'u2' | 'o' | 't' | 'r';

export const entities: readonly Entity[] = [
  resourceOwner,
  userAgent,
  client,
  authorizationServer,
  resourceServer,
];

const entityByLetter: Readonly<Record<string, Entity>> = {
  s: client,
  g: authorizationServer,
  u: userAgent,
  o: resourceOwner,
  r: resourceServer,
};
/** The entity whose machine an instance runs; the clock has none. */
export const entityOf = (component: Component): Entity => entityByLetter[component[0]!]!;

/**
 * The instances of a scenario whose local states make up a state of the world, in a fixed order.
 * @throws RangeError where the scenario makes no sense.
 */
export function componentsOf(scenario: Scenario): readonly Component[] {
  const flaw = flawOf(scenario);
  if (flaw !== null) throw new RangeError(`${flaw.what}: ${flaw.why}`);
  const letters = (letter: string, count: number) => Array.from({ length: count }, (_, i) => `${letter}${i}`);
  return [
    ...letters('s', scenario.sessions),
    ...letters('g', scenario.grants),
    ...letters('u', scenario.roles === 'one-each' ? 1 : Math.max(scenario.sessions, scenario.grants)),
    'o',
    't',
  ] as Component[];
}

export function initialLocal(component: Component, scenario: Scenario): Local {
  if (component === 't') return clockAt(0);
  const input = {
    kind: scenario.client,
    refresh: scenario.refresh,
    orders: scenario.orders,
    // Afterwards means after a tick; where time never passes, what a log has seen need not be told apart.
    logsAreRead: scenario.ticks > 0,
  };
  return entityOf(component).initial(component, input);
}

export const clockAt = (tick: number): Local => ({ value: String(tick), context: {} });

/** A secret in a message. It is there only where all of `exists` are on. */
export interface Field {
  readonly term: Term;
  readonly exists?: readonly SwitchId[];
  readonly url?: true;
  /** In the URL unless all of these are on. Neither this nor `url`: always in the body. */
  readonly bodyIf?: readonly SwitchId[];
  /** What the field's content gives away besides: a challenge sent in the clear is its own verifier (RFC 7636 `plain`). */
  readonly plainUnless?: { readonly unless: SwitchId; readonly exists: SwitchId; readonly term: Term };
}

/** A message on its way: what a capability may see is decided in `attacks/capabilities`. */
export interface Transmission {
  readonly message: string;
  readonly from: string;
  readonly to: string;
  readonly channel: 'front' | 'back' | 'second' | 'log';
  /** Travels to or from alice's terminal (front channel of alice, or back channel of an app on it). */
  readonly onTerminal: boolean;
  /** Belongs to the attacker's own session or authorization. */
  readonly ofAttacker: boolean;
  /** Alice reached the client through a program or site of the attacker's. */
  readonly relayed: boolean;
  readonly fields: readonly Field[];
  /** What it carries of alice's besides: protected content on its way to her, or her password. */
  readonly carries: 'content' | 'password' | null;
}

/** What has come about: goals are predicates over facts. */
export type Fact =
  | {
      readonly fact: 'served';
      readonly presenter: 'client' | 'attacker';
      readonly owner: Person;
      /** The owner gave it to a client of the attacker's on purpose. */
      readonly entrusted: boolean;
      /** The transfer that was executed, if one was. */
      readonly executed: Order;
      readonly operation: 'use' | 'store' | 'synchronise';
      /** Time has passed since the authorization was approved. */
      readonly isLate: boolean;
    }
  | {
      readonly fact: 'shown';
      readonly account: Person;
      readonly aliceSees: boolean;
      readonly attackerSees: boolean;
      readonly relayed: boolean;
      /** Time has passed since the authorization was approved. */
      readonly isLate: boolean;
      /** Of the token that it was fetched with: 1 after a refresh. */
      readonly generation: number;
    }
  | {
      readonly fact: 'held';
      readonly account: Person | 'none';
      readonly aliceSees: boolean;
      readonly starter: Person | 'none';
      /** Whose authorization server the session deals with. */
      readonly server: Server;
    }
  /** An open flow in somebody's agent came to nothing at the client. */
  | { readonly fact: 'ended'; readonly agent: Person }
  /** Content was entered into an account, or is to be synchronised with others', by whoever acted in the session. */
  | {
      readonly fact: 'entered';
      readonly account: Person;
      readonly entry: 'store' | 'synchronise';
      readonly by: Person;
    }
  | { readonly fact: 'credentialsPosted'; readonly to: 'client' | 'attacker' }
  | { readonly fact: 'accessLost'; readonly grant: string };

export interface Run {
  readonly scenario: Scenario;
  readonly ask: Ask;
  /** The local state of an instance, as it stands within this move. */
  readonly read: (component: Component) => Local;
  /** One fact about an instance, when the rest of its local state does not matter. */
  readonly peek: <T extends string | number | boolean>(component: Component, view: View<T>) => T;
  /** One step of an instance's machine. */
  readonly send: (component: Component, event: EntityEvent) => StepResult;
  readonly setClock: (tick: number) => void;
  readonly say: (transmission: Transmission) => void;
  readonly note: (fact: Fact) => void;
  /** The attacker learns a term that was handed to it. */
  readonly give: (term: Term) => void;
  /** The attacker learns terms by a capability, where all of `exists` are on. */
  readonly learn: (capability: string | null, terms: readonly Term[], exists?: readonly SwitchId[]) => void;
}

/** A named projection of a local state; the name is part of memo keys, so equal names must mean equal functions. */
export interface View<T> {
  readonly name: string;
  readonly of: (local: Local) => T;
}

/** What may happen next, as its party sees it. `run` returns false where a check rules the move out. */
export interface Move {
  readonly actor: 'alice' | 'userAgent' | 'client' | 'attacker' | 'clock';
  readonly action: string;
  /** Together with actor and action this names the move: plain data, replayable. */
  readonly choice: Readonly<Record<string, unknown>>;
  /** Message number and receiver, for traces. */
  readonly message: string;
  readonly to: string;
  /** Attacker only: terms it must know, any one of each list. */
  readonly needs?: readonly (readonly Term[])[];
  /** Attacker only: capabilities it uses. */
  readonly capabilities?: readonly string[];
  readonly run: (run: Run) => boolean;
}

/** A source of moves. It may look at the world only through the view it is given. */
export interface MoveFamily {
  readonly name: string;
  readonly moves: (world: Pick<Run, 'read' | 'peek' | 'scenario'>) => readonly Move[];
}

export const moveId = (move: Pick<Move, 'actor' | 'action' | 'choice'>): string =>
  `${move.actor}.${move.action} ${JSON.stringify(move.choice)}`;
/** Whether a move has this name. Writing a name out takes longer than to see that it begins otherwise. */
export const isNamed = (move: Move, name: string): boolean =>
  name.startsWith(`${move.actor}.${move.action} `) && moveId(move) === name;
