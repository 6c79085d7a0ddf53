// One step of a run as rows of a drawing: the happenings in order, each told by the file of the party it happens to.

import type { Term } from '../../../model/names.js';
import type { Happening } from '../../../attacks/search/perform.js';
import { pick } from '../i18n.js';
import type { CheckTold, PartyId } from '../diagram.js';
import { checkText } from '../formats/text.js';
import { actionNames } from '../words/actions.js';
import { checksOf, guardName } from './checks.js';
import { atUserAgent } from './agent.js';
import { atClient } from './client.js';
import { isAttackerParty, partyOf, type StepRows } from './context.js';
import { drawKept, drawLeaks } from './learnings.js';
import { atAuthorizationServer, atResourceServer } from './server.js';
import { drawTransmission } from './transmissions.js';

type Event = Extract<Happening, { kind: 'event' }>;

const partyOfEntity: Readonly<Record<string, PartyId>> = {
  s: 'client',
  g: 'authorizationServer',
  u: 'userAgent',
  o: 'resourceOwner',
  r: 'resourceServer',
};

export interface StepTelling {
  readonly isAlices: (term: Term) => boolean;
  /** Show what was checked and passed beside the arrows. */
  readonly showChecks: boolean;
  /** Whether to point at a check. */
  readonly isMarked: (check: CheckTold) => boolean;
}

export const actionName = (rows: StepRows): string => {
  const { actor, action } = rows.step.move;
  const name = actionNames[`${actor}.${action}`];
  return name === undefined ? `${actor} ${action}` : pick(name, rows.teller.lang);
};

/** Fills the rows of one step. */
export function tellStep(rows: StepRows, { isAlices, showChecks, isMarked }: StepTelling): void {
  const seen = new Set<Term>();
  let told = 0;
  for (const [i, h] of rows.step.happenings.entries()) {
    if (h.kind === 'event') {
      drawLeaks(rows, i, told, isAlices, seen);
      told = i;
      rows.flush();
      drawEvent(h, rows, i);
      drawChecks(h, rows, showChecks);
      drawMarks(h, rows, isMarked);
      rows.flush();
    } else if (h.kind === 'transmission') {
      drawLeaks(rows, i, told, isAlices, seen);
      told = i;
      drawTransmission(h, rows);
    } else if (h.kind === 'fact' && h.fact.fact === 'credentialsPosted' && h.fact.to === 'attacker')
      rows.arrow('userAgent', 'attacker', rows.teller.word('password'), [rows.teller.word('postedOn')], {
        kind: 'leak',
      });
  }
  drawLeaks(rows, rows.step.happenings.length, told, isAlices, seen);
  addActor(rows);
  drawKept(rows, rows.step, isAlices);
}

function drawEvent(h: Event, rows: StepRows, i: number): void {
  const tellers: Readonly<
    Record<string, Readonly<Record<string, (h: Event, r: StepRows, i: number) => void>>>
  > = {
    s: atClient,
    u: atUserAgent,
    g: atAuthorizationServer,
    r: atResourceServer,
  };
  if (h.component[0] === 'o' && h.result.refusal !== null && h.event.type === 'FORM')
    rows.arrow('userAgent', 'resourceOwner', rows.teller.message('m4'));
  tellers[h.component[0]!]?.[h.event.type]?.(h, rows, i);
}

/** Consequences at the client of what another party refused: no check of its own. */
const consequences = new Set(['tokenRequestRefused', 'resourceRequestRefused', 'refreshRequestRefused']);

function drawChecks(h: Event, rows: StepRows, showChecks: boolean): void {
  const at = partyOfEntity[h.component[0]!]!;
  const t = rows.teller;
  const checks = checksOf(h, t);
  if (h.result.refusal === 'authorizationDenied') {
    // The client takes the error for what it is: nothing is refused, but the flow is over.
    rows.note(at, 'refused', t.word('flowEnded'), [guardName(h.result.refusal, t.lang)]);
    return;
  }
  const refused = checks.find((c) => c.result === 'refused');
  if (refused !== undefined) {
    const { switches } = refused;
    rows.refuse(at, [
      refused.name,
      ...(switches.length > 0 ? [switches.join(', ')] : []),
      ...(h.component[0] === 's' && h.result.local.value === 'failed' ? [t.word('flowEnds')] : []),
    ]);
    return;
  }
  if (h.result.refusal !== null && !consequences.has(h.result.refusal)) {
    rows.refuse(at, [guardName(h.result.refusal, t.lang)]);
    return;
  }
  const passed = checks.filter((c) => c.result === 'passed' && c.switches.length > 0);
  if (showChecks && passed.length > 0)
    rows.noteBeforeReply(at, 'checked', t.word('checked'), [
      [...new Set(passed.flatMap((c) => c.switches))].join(', '),
    ]);
}

/** Points at checks of an event: whether they were made, and what came of it. */
function drawMarks(h: Event, rows: StepRows, isMarked: StepTelling['isMarked']): void {
  const { lang } = rows.teller;
  const told = checksOf(h, rows.teller).filter(isMarked);
  if (told.length === 0) return;
  const title = rows.teller.word('mark');
  const lines = [...new Set(told.map((check) => checkText(check, lang)))];
  rows.noteBeforeReply(partyOfEntity[h.component[0]!]!, 'mark', title, lines);
}

/** Whoever acts stands at the beginning: alice before her user agent, the attacker before whom it acts through. */
function addActor(rows: StepRows): void {
  const { actor, to } = rows.step.move;
  const first = rows.rows.findIndex((r) => r.type === 'arrow');
  const arrow = rows.rows[first];
  const from = byServer.has(rows.step.move.action) ? 'attackerServer' : partyOf(actor);
  if (actor === 'clock') {
    rows.rows.unshift({ type: 'band', step: rows.step.n, text: rows.teller.word('timePasses') });
    return;
  }
  if (arrow?.type !== 'arrow') {
    if (actor !== 'attacker' && actor !== 'alice') return;
    const target = partyOf(to);
    const reader = rows.step.move.message === 'store' || rows.step.move.message === 'log';
    rows.putFirst(
      from,
      reader ? 'client' : target === from && actor === 'alice' ? 'userAgent' : target,
      actionName(rows),
    );
    return;
  }
  // What alice's agent shows is forged there, whoever sends what she is shown.
  const through = to === 'userAgent' ? to : arrow.isReply || isAttackerParty(arrow.from) ? null : arrow.from;
  if (actor === 'alice' && arrow.from !== 'resourceOwner') rows.putFirst(from, 'userAgent', actionName(rows));
  else if (actor === 'attacker' && through !== null && !isAttackerParty(arrow.from))
    rows.putFirst(from, through, actionName(rows));
}
/** Moves that the attacker makes from its own server. */
const byServer = new Set([
  ...['redirects', 'responds', 'answers', 'claimsIssuer', 'claimsEndpoint', 'isChosen'],
  'sharesResourceServer',
]);
