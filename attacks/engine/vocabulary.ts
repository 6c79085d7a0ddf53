// What the diagrams of one search are about: which variable is which secret, capability, switch or mark.
//
// Secrets come first, so that "whatever it knows" is a walk down from the root. A mark is a positive variable of the
// asker's: "the attacker may make such a move" or "may use such a secret by this capability". With it false, the search
// does without; so what a result needs can be read off its function.

import type { CapabilityId } from '../capabilities/capabilities.js';
import { capabilities } from '../capabilities/capabilities.js';
import { Diagrams } from '../logic/diagrams.js';
import {
  access,
  challenge,
  clientSecret,
  code,
  refresh,
  state,
  type Term,
  type TermKind,
  termKinds,
  verifier,
  tokenNumbers,
} from '../../model/names.js';
import type { Scenario } from '../../model/scenario.js';
import { type SwitchId, switchIds } from '../../model/switches.js';
import { componentsOf, type Move, type Run } from '../../model/world.js';
import { type Choice, order } from './order.js';

/** What the asker wants told apart about the way to a goal. */
export interface Marking {
  readonly marks: readonly string[];
  /** The marks of a move; it is made only if all of them are allowed. */
  readonly ofMove: (
    move: Pick<Move, 'actor' | 'action' | 'choice'>,
    world: Pick<Run, 'peek' | 'scenario'>,
  ) => readonly string[];
  /** The mark of using a secret of a kind that this capability yields; null: none. */
  readonly ofUse: (capability: CapabilityId, kind: TermKind) => string | null;
  /** The mark of a switch's being on or off where that matters to a move or to what is heard; null: none. */
  readonly ofAnswer: (id: SwitchId, isOn: boolean) => string | null;
  /** Beside which capability a mark stands in the order; null: last. */
  readonly beside: (mark: string) => CapabilityId | null;
}
export const unmarked: Marking = {
  marks: [],
  ofMove: () => [],
  ofUse: () => null,
  ofAnswer: () => null,
  beside: () => null,
};

/** Every secret that can exist in a scenario. */
export function secretsOf(scenario: Scenario): readonly Term[] {
  const components = componentsOf(scenario);
  const grants = components.filter((c) => c[0] === 'g');
  const sessions = components.filter((c) => c[0] === 's');
  return [
    ...sessions.flatMap((s) => [state(s), challenge(s), verifier(s)]),
    ...grants.flatMap((g) => [
      code(g),
      ...tokenNumbers.filter((n) => n !== 1 || scenario.refresh).map((n) => access(g, n)),
      ...(scenario.refresh ? tokenNumbers.map((n) => refresh(g, n)) : []),
    ]),
    clientSecret,
  ];
}

export type Meaning =
  | { readonly kind: 'secret'; readonly term: Term }
  | { readonly kind: 'capability'; readonly id: CapabilityId }
  | { readonly kind: 'switch'; readonly id: SwitchId }
  | { readonly kind: 'mark'; readonly id: string };

const capabilityIds: ReadonlySet<string> = new Set(capabilities.map(({ id }) => id));
const switchSet: ReadonlySet<string> = new Set(switchIds);

export class Vocabulary {
  /** What each variable means, in the order of the variables. */
  readonly meanings: readonly Meaning[];
  /** The first variable that is not a secret. */
  readonly secrets: number;
  readonly #variables: Readonly<Record<Meaning['kind'], ReadonlyMap<string, number>>>;

  /** Only the choices given are variables; the others are settled by whoever searches. */
  constructor(
    scenario: Scenario,
    isFree: (choice: Choice) => boolean,
    marking: Marking = unmarked,
    readonly diagrams = new Diagrams(),
  ) {
    const secrets = secretsOf(scenario).map((term): Meaning => ({ kind: 'secret', term }));
    const marksBeside = (id: Choice | null): Meaning[] =>
      marking.marks.filter((m) => marking.beside(m) === id).map((m) => ({ kind: 'mark', id: m }));
    const choices = order.flatMap((id): Meaning[] => [
      ...(isFree(id) ? [meaningOf(id)] : []),
      ...(capabilityIds.has(id) ? marksBeside(id) : []),
    ]);
    this.meanings = [...secrets, ...choices, ...marksBeside(null)];
    this.secrets = secrets.length;
    const of = (kind: Meaning['kind']) =>
      new Map(this.meanings.flatMap((m, i) => (m.kind === kind ? [[nameOf(m), i] as const] : [])));
    this.#variables = {
      secret: of('secret'),
      capability: of('capability'),
      switch: of('switch'),
      mark: of('mark'),
    };
  }

  /** The variable of a secret, capability, switch or mark; undefined: it is none here. */
  variable(meaning: Meaning): number | undefined {
    return this.#variables[meaning.kind].get(nameOf(meaning));
  }
  secret(term: Term): number | undefined {
    return this.#variables.secret.get(term);
  }
  capability(id: CapabilityId): number | undefined {
    return this.#variables.capability.get(id);
  }
  switch(id: SwitchId): number | undefined {
    return this.#variables.switch.get(id);
  }
  mark(id: string): number {
    const variable = this.#variables.mark.get(id);
    if (variable === undefined) throw new Error(`there is no mark \`${id}\``);
    return variable;
  }
}

function meaningOf(id: Choice): Meaning {
  if (capabilityIds.has(id)) return { kind: 'capability', id: id as CapabilityId };
  if (switchSet.has(id)) return { kind: 'switch', id: id as SwitchId };
  throw new Error(`\`${id}\` is neither a capability nor a switch`);
}
const nameOf = (m: Meaning): string => (m.kind === 'secret' ? m.term : m.id);

/** Every use of a kind of secret by a capability told apart: for following single traces, not for searches. */
export const everyUse: Marking = {
  marks: capabilities.flatMap(({ id }) => termKinds.map((kind) => `${id}/${kind}`)),
  ofMove: () => [],
  ofUse: (capability, kind) => `${capability}/${kind}`,
  ofAnswer: () => null,
  beside: (mark) => mark.slice(0, mark.indexOf('/')) as CapabilityId,
};
