// While nothing else is to be done, every attack that is told of is replayed in its configuration: one that nobody has
// seen run is none. Several parts of the page may ask about one configuration; it is replayed once.

import { useEffect, useState } from 'preact/hooks';
import { idOf, judge, targets } from '../../../properties/verdicts/judge.js';
import { Remembered } from '../../../properties/verdicts/remembered.js';
import { witnessOf } from '../../../properties/verdicts/witness.js';
import type { Configuration } from '../configuration.js';
import { type Decisions, keyOf } from '../decide.js';
import type { Desk } from './desk.js';

/** By goal or threat: whether its attack was seen to run. What is missing was not tried yet. */
export type Replays = ReadonlyMap<string, boolean>;

/** A configuration is searched no longer than a reader waits. */
export const maxSeconds = 30;

const known = new Remembered<string, Map<string, boolean>>(500);
const seenIn = (key: string): Map<string, boolean> => known.of(key, () => new Map());

interface Run {
  readonly listeners: Set<() => void>;
  isOver: boolean;
}
const runs = new Map<string, Run>();

/** Lets the page draw and listen in between. */
const idle = (): Promise<void> =>
  new Promise((resolve) => {
    if (typeof requestIdleCallback === 'function') requestIdleCallback(() => resolve(), { timeout: 500 });
    else setTimeout(resolve, 20);
  });

async function replayAll(run: Run, decisions: Decisions, c: Configuration): Promise<void> {
  const seen = seenIn(keyOf(c));
  const verdicts = decisions.of(c);
  for (const target of targets) {
    const id = idOf(target);
    const { verdict } = verdicts.get(id)!;
    if (seen.has(id) || (verdict !== 'attack' && verdict !== 'depends')) continue;
    await idle();
    if (run.isOver) return;
    seen.set(id, witnessOf(judge(decisions.groundOf(c), target)) !== null);
    for (const listener of run.listeners) listener();
  }
}

/** What has been replayed of a configuration; the rest is, for as long as someone asks. */
export function useReplays({ decisions }: Desk, c: Configuration | null): Replays {
  const key = c === null ? '' : keyOf(c);
  const [, redraw] = useState(0);
  useEffect(() => {
    if (c === null) return;
    const listener = () => redraw((n) => n + 1);
    let run = runs.get(key);
    if (run === undefined) {
      run = { listeners: new Set(), isOver: false };
      runs.set(key, run);
      void replayAll(run, decisions, c);
    }
    run.listeners.add(listener);
    return () => {
      run.listeners.delete(listener);
      if (run.listeners.size > 0) return;
      run.isOver = true;
      runs.delete(key);
    };
  }, [key]);
  return seenIn(key);
}
