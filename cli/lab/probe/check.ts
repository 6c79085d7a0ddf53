// What a check is: a row that says which switch it is about, what it needs, and what it tries. What the trials prove is
// decided in `properties/probe/decide.ts`.

import type { SwitchId } from '../../../model/switches.js';
import type { IfMixed } from '../../../properties/probe/decide.js';
import type { Text } from '../../i18n.js';
import type { Agent } from './agent.js';
import type { App, Delivered, Returned } from './app.js';
import type { Exchange } from './evidence.js';
import type { Grant, Outcome, Server } from './server.js';

/** One thing that was tried, what it shows, and what was seen. */
export type Tried = {
  readonly name: Text;
  /** The exchanges that decide, the last ones first to be shown. */
  readonly seen: readonly Exchange[];
} & (
  | { readonly part: 'control'; readonly holds: boolean }
  | { readonly part: 'variant'; readonly shows: 'on' | 'off' | 'nothing' }
);

/** What must be in the target for a check to be made. */
export type Need =
  | 'app'
  | 'second client'
  | 'second server'
  | 'revocation'
  | 'refresh tokens'
  | 'wide resource'
  | 'client name'
  | 'redirectors';

export interface Probing {
  readonly server: Server;
  /** As the consent page should show it, if the target says so. */
  readonly clientName: string | undefined;
  /** Null: the target has none. */
  readonly app: App | null;
  /** Lets time pass: the seconds that were given, or fewer if no more are needed; null: none were given. */
  readonly wait: ((most?: number) => Promise<number>) | null;
  /** An honest walk in a browser with all its steps, made once. */
  readonly walk: () => Promise<Walk>;
  /** The client's own flow, made once. */
  readonly own: () => Promise<Own>;
}
export interface Walk {
  readonly grant: Grant | null;
  readonly agent: Agent;
}
export interface Own {
  readonly returned: Returned | null;
  readonly delivered: Delivered | null;
}

export interface Check {
  readonly switch: SwitchId;
  readonly needs?: readonly Need[];
  /** Uses up or revokes what a user might still need, or tries many times: not done to others without leave. */
  readonly destroys?: true;
  /** Time has to pass, at least for some answers. */
  readonly waits?: true;
  readonly ifMixed?: IfMixed;
  readonly run: (p: Probing) => Promise<readonly Tried[]>;
}
/** A switch that no test from outside can decide, and why. */
export interface NotTestable {
  readonly switch: SwitchId;
  readonly why: Text;
}

export const text = (en: string, ja: string): Text => ({ en, ja });

export const control = (name: Text, outcome: Outcome, seen: readonly Exchange[]): Tried => ({
  part: 'control',
  name,
  holds: outcome === 'accepted',
  seen,
});
/** A request that the check would stop: getting through shows that it is not made. */
export const mustFail = (name: Text, outcome: Outcome, seen: readonly Exchange[]): Tried =>
  variant(name, outcome === 'accepted' ? 'off' : outcome === 'refused' ? 'on' : 'nothing', seen);
export const variant = (name: Text, shows: 'on' | 'off' | 'nothing', seen: readonly Exchange[]): Tried => ({
  part: 'variant',
  name,
  shows,
  seen,
});
/** Something that is in a message, or is not: the message itself is the control. */
export const seenAs = (name: Text, is: boolean, seen: readonly Exchange[]): readonly Tried[] => [
  control(text('the message came', 'メッセージを受信'), 'accepted', []),
  variant(name, is ? 'on' : 'off', seen),
];

/** The last exchange of a walk. */
export const lastOf = (steps: readonly Exchange[]): readonly Exchange[] => steps.slice(-1);
