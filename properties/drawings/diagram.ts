// What a sequence drawing shows, before any format: parties, arrows, notes, and what is known after each step. Every
// format is written from this; nothing in it knows of pages, pixels or languages of diagrams.

import type { Lang } from './i18n.js';

export const partyIds = [
  'resourceOwner',
  'userAgent',
  'client',
  'authorizationServer',
  'resourceServer',
  'attackerServer',
  'attacker',
] as const;
/** In the order in which they stand, from left to right, in every drawing. */
export type PartyId = (typeof partyIds)[number];
export interface Party {
  readonly id: PartyId;
  /** Its place in the fixed order, so that it is the same in every drawing. */
  readonly number: number;
  readonly name: string;
  readonly isAttacker: boolean;
}

/** `leak`: a secret gets to the attacker. `refused`: a check refuses what the arrow brings. */
export type ArrowKind = 'honest' | 'attacker' | 'leak' | 'refused';
export interface Arrow {
  readonly type: 'arrow';
  readonly step: number;
  readonly from: PartyId;
  readonly to: PartyId;
  readonly kind: ArrowKind;
  /** An answer to the arrow before. */
  readonly isReply: boolean;
  readonly title: string;
  readonly details: readonly string[];
}
/**
 * `checked`: checks that were made and passed. `stopped`: the run cannot go on. `mark`: what whoever asked for the
 * drawing wants looked at.
 */
export type NoteKind = 'leak' | 'refused' | 'stopped' | 'goal' | 'kept' | 'checked' | 'mark';
export interface Note {
  readonly type: 'note';
  readonly step: number;
  readonly at: PartyId;
  readonly kind: NoteKind;
  readonly title: string;
  readonly details: readonly string[];
}
/** A line across all lifelines. */
export interface Band {
  readonly type: 'band';
  readonly step: number;
  readonly text: string;
}
export type Row = Arrow | Note | Band;

export interface CheckTold {
  readonly name: string;
  /** Its id in the machine. */
  readonly guard: string;
  readonly switches: readonly string[];
  readonly by: string;
  readonly result: 'passed' | 'refused' | 'notMade';
}
export interface StepTold {
  readonly n: number;
  /** Who makes it and which it is: `attacker.redirects`. */
  readonly move: string;
  readonly actor: PartyId | 'clock';
  readonly isAttackers: boolean;
  /** The step in one plain sentence. */
  readonly sentence: string;
  readonly checks: readonly CheckTold[];
  readonly learns: readonly string[];
  /** All that the attacker knows after the step. */
  readonly knows: readonly string[];
}
export interface SequenceDiagram {
  readonly type: 'sequence';
  readonly title: string;
  /** Lines under the title: what, under which configuration, within which bounds. */
  readonly subtitle: readonly string[];
  readonly lang: Lang;
  readonly parties: readonly Party[];
  readonly rows: readonly Row[];
  readonly steps: readonly StepTold[];
}
/** Two runs of the same moves, step beside step. */
export interface TwinDiagram {
  readonly type: 'twin';
  readonly title: string;
  readonly subtitle: readonly string[];
  readonly lang: Lang;
  readonly left: SequenceDiagram;
  readonly right: SequenceDiagram;
  /** The step at which the runs part. */
  readonly divergesAt: number;
  /** What made them part, by name. */
  readonly cause: string;
}
