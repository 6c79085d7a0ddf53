// The honest run of a configuration: whatever is due happens, alice starts once, and time passes only where a refresh
// is to be seen. The moves are found by looking at what the parties can do, never from a list.

import { familiesOf, initialState, movesAt, performAt, type Setting } from '../../attacks/search/concrete.js';
import { type Move, moveId } from '../../model/world.js';

/** What comes first, where several honest moves could be made; what is in no row is not made. */
const priority: readonly ((move: Move, refreshed: boolean, wanted: boolean) => boolean)[] = [
  // Alice is asked, also by a bank that need not.
  ({ actor, action }) => (actor === 'userAgent' && action !== 'passes') || actor === 'client',
  ({ action }) => action === 'decides',
  ({ action }) => action === 'starts',
  ({ action }, refreshed, wanted) => action === 'ticks' && wanted && !refreshed,
  ({ action }, refreshed, wanted) => action === 'enters' && (refreshed || !wanted),
];

export interface HonestMoves {
  readonly moves: readonly string[];
  /** Whether alice came to store content, and went on after a refresh where tokens are refreshed. */
  readonly finishes: boolean;
}

export function honestMovesOf(setting: Setting): HonestMoves {
  const families = familiesOf(setting.scenario);
  const moves: string[] = [];
  let state = initialState(setting.scenario);
  let refreshed = false;
  const wanted = setting.scenario.refresh && setting.scenario.ticks > 0 && !setting.on.has('refresh.none');
  for (;;) {
    const offered = movesAt(state, setting, families).filter((m) => m.actor !== 'attacker');
    let move: Move | undefined;
    for (const fits of priority) move ??= offered.find((m) => fits(m, refreshed, wanted));
    if (move === undefined || moves.length > 40) return { moves, finishes: false };
    const done = performAt(state, move, setting);
    if (done === null) return { moves, finishes: false };
    moves.push(moveId(move));
    state = done.state;
    refreshed ||= done.goals.has('honest.refreshed');
    if (done.goals.has('honest.entered')) return { moves, finishes: true };
  }
}
