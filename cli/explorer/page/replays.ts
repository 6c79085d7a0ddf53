// While nothing else is to be done, every attack that is told of is replayed in its configuration: one that nobody has
// seen run is none.

import { useEffect, useState } from 'preact/hooks';
import { idOf, judge, targets } from '../../profiles/judge.js';
import { witnessOf } from '../../profiles/witness.js';
import type { Configuration } from '../configuration.js';
import { keyOf } from '../decide.js';
import type { Desk } from './desk.js';

/** By goal or threat: whether its attack was seen to run. What is missing was not tried yet. */
export type Replays = ReadonlyMap<string, boolean>;

const known = new Map<string, Map<string, boolean>>();

/** Lets the page draw and listen in between. */
const idle = (): Promise<void> =>
  new Promise((resolve) => {
    if (typeof requestIdleCallback === 'function') requestIdleCallback(() => resolve(), { timeout: 500 });
    else setTimeout(resolve, 20);
  });

export function useReplays({ decisions }: Desk, c: Configuration | null): Replays {
  const key = c === null ? '' : keyOf(c);
  const [, redraw] = useState(0);
  useEffect(() => {
    if (c === null) return;
    let isOver = false;
    const seen = known.get(key) ?? new Map<string, boolean>();
    known.set(key, seen);
    const run = async () => {
      const verdicts = decisions.of(c);
      for (const target of targets) {
        const id = idOf(target);
        const verdict = verdicts.get(id)!.verdict;
        if (seen.has(id) || (verdict !== 'attack' && verdict !== 'depends')) continue;
        await idle();
        if (isOver) return;
        seen.set(id, (await witnessOf(judge(decisions.groundOf(c), target))) !== null);
        redraw((n) => n + 1);
      }
    };
    void run();
    return () => {
      isOver = true;
    };
  }, [key]);
  return known.get(key) ?? new Map();
}
