// What the client keeps: its store, and its log afterwards.

import { grantOf, sessionOf, sessionSlots, tickOf, valueView } from '../../model/instances.js';
import { loggedBefore, takesCallback } from '../../model/entities/client.js';
import { kindOf, slotOf, type Term } from '../../model/names.js';
import type { Component, MoveFamily, Run } from '../../model/world.js';
import { attackerMove } from './common.js';

/** What a session's store holds at the client. */
const storedTerms = (world: Pick<Run, 'read' | 'scenario'>, s: Component): readonly Term[] => {
  const c = sessionOf(world, s);
  const terms = [c.code, c.access, c.refresh].filter((t) => t !== 'none' && slotOf(t).startsWith('g'));
  return terms;
};

const readsStore = (s: Component): MoveFamily => ({
  name: `attacker reads the store of ${s}`,
  moves: (world) => {
    if (world.peek(s, valueView) === 'absent') return [];
    const stored = storedTerms(world, s);
    const pending = world.peek(s, valueView) === 'requested' || world.peek(s, valueView) === 'received';
    const isNative = world.scenario.client === 'native-app';
    if (isNative && sessionOf(world, s).agent !== 'alice') return [];
    return [
      attackerMove(
        'readsStore',
        { slot: s },
        { message: 'store', to: 'attacker', capabilities: ['host'] },
        (run) => {
          // Monitoring is of the intermediary's servers; nobody monitors alice's own device.
          if (!isNative && run.ask('client.monitored')) return false;
          run.learn('host', [
            ...stored,
            ...(pending ? [`state:${s}`] : []),
            ...(isNative ? [] : ['secret:client']),
          ]);
          if (pending) run.learn('host', [`verifier:${s}`], ['pkce.sent']);
          return true;
        },
      ),
    ];
  },
});

const readsLog = (s: Component): MoveFamily => ({
  name: `attacker reads the log of ${s}`,
  moves: (world) => {
    // Afterwards: what was written in this very tick only a live reader has.
    const logged = loggedBefore(sessionOf(world, s), tickOf(world));
    if (logged.length === 0) return [];
    // Beside a code stands the state that the bank sent with it; that is worth something while a session takes it.
    const isTaken = sessionSlots(world).some((slot) => takesCallback(world.peek(slot, valueView)));
    const states = logged
      .filter((term) => isTaken && kindOf(term) === 'code')
      .map((term) => grantOf(world, slotOf(term) as Component).state)
      .filter((term) => term.startsWith('state:s'));
    return [
      attackerMove(
        'readsLog',
        { slot: s },
        { message: 'log', to: 'attacker', capabilities: ['logs.after'] },
        (run) => {
          run.learn('logs.after', [...logged, ...states]);
          return true;
        },
      ),
    ];
  },
});

export const storeMoves = (instances: readonly Component[]): readonly MoveFamily[] =>
  instances.filter((c) => c[0] === 's').flatMap((s) => [readsStore(s), readsLog(s)]);
