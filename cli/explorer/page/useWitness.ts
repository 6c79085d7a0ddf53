// The attack that is shown: the first open path, or the one chosen, with a trace that ran in this configuration.

import { useEffect, useMemo, useState } from 'preact/hooks';
import { type Candidate, idOf, judge, type Target } from '../../../properties/verdicts/judge.js';
import { type Witness, witnessOf } from '../../../properties/verdicts/witness.js';
import type { Configuration } from '../configuration.js';
import { keyOf } from '../decide.js';
import type { Desk } from './desk.js';

/** `none`: nothing is open here. `unseen`: no trace of what is open runs. */
export type Shown = Witness | 'looking' | 'none' | 'unseen';

/** `pathId` null: whichever runs first, the shortest before the others. */
export function useWitness(
  { decisions }: Desk,
  c: Configuration,
  target: Target,
  pathId: string | null,
): { readonly shown: Shown; readonly open: readonly Candidate[] } {
  const about = [keyOf(c), idOf(target)].join(' ');
  const { judgement, open } = useMemo(() => {
    const judged = judge(decisions.groundOf(c), target);
    return { judgement: judged, open: [...judged.candidates()] };
  }, [decisions, about]);
  const chosen = open.find(({ path }) => path.id === pathId);
  const key = [about, chosen?.path.id ?? ''].join(' ');
  const [state, setState] = useState<{ readonly key: string; readonly shown: Shown }>({
    key: '',
    shown: 'none',
  });
  useEffect(() => {
    if (open.length === 0) return;
    const judged = chosen === undefined ? judgement : { ...judgement, candidates: () => [chosen] };
    // After the page has drawn itself.
    const soon = setTimeout(() => setState({ key, shown: witnessOf(judged) ?? 'unseen' }));
    return () => clearTimeout(soon);
  }, [key]);
  return { open, shown: open.length === 0 ? 'none' : state.key === key ? state.shown : 'looking' };
}
