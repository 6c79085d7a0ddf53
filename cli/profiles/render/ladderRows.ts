// The ladder as rows of plain texts, for formats that have room: every attacker of a cell.

import type { Rung } from '../../../attacks/catalogue/ladder.js';
import type { Comparison } from '../../../properties/verdicts/compare.js';
import type { Target } from '../../../properties/verdicts/judge.js';
import type { Lang } from '../../i18n.js';
import { alike, rungsShown, rungText } from './ladderText.js';

export interface LadderRow {
  readonly target: Target;
  /** Profiles with just these cells. */
  readonly names: readonly string[];
  readonly cells: readonly string[];
}

/** Rows of goals; and of threats, where there is one profile. */
export function ladderRows(
  comparison: Comparison,
  lang: Lang,
): { readonly rungs: readonly Rung[]; readonly rows: readonly LadderRow[] } {
  const rungs = rungsShown(comparison);
  const shown = new Set(rungs.map(({ id }) => id));
  const room = Number.POSITIVE_INFINITY;
  return {
    rungs,
    rows: comparison.rows.flatMap(({ target, cells }) =>
      'threat' in target && comparison.grounds.length > 1
        ? []
        : alike(comparison, cells).map(({ names, cell }) => ({
            target,
            names,
            cells: cell.rungs.filter((r) => shown.has(r.rung)).map((r) => rungText(r, room, 1, lang)),
          })),
    ),
  };
}
