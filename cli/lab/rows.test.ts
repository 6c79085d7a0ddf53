import { describe, expect, it } from 'vitest';
import { capabilities } from '../../attacks/capabilities/capabilities.js';
import { goals } from '../../attacks/goals.js';
import { switchIds } from '../../model/switches.js';
import { actionNames } from '../../properties/drawings/words/actions.js';
import { clients } from './clients/index.js';
import { actions } from './run/actions/index.js';
import { goalTests } from './run/goals.js';
import { taps } from './run/taps.js';
import { servers } from './servers/index.js';
import { isOnIn, switchesOf } from './wanted.js';

/** Every move of the model: a test of the drawings' words keeps this list whole. */
const named = new Set(Object.keys(actionNames));
const reasonOf = (row: object): string => ('missing' in row ? String(row.missing) : 'a row');

describe('nothing of the model is forgotten in the lab', () => {
  it('has a row or a reason for every move, and none for what is no move', () => {
    expect(named.size).toBeGreaterThan(45);
    expect([...named].filter((id) => actions[id] === undefined)).toEqual([]);
    expect(Object.keys(actions).filter((id) => !named.has(id))).toEqual([]);
    for (const row of Object.values(actions)) expect(reasonOf(row)).not.toBe('');
  });
  it('has a row for every capability; what is not real says why', () => {
    for (const { id } of capabilities) {
      const row = taps[id];
      expect(row, id).toBeDefined();
      if (row.kind !== 'real') expect(row.why ?? '', id).not.toBe('');
    }
  });
  it('has a test or a reason for every goal', () => {
    for (const { id } of goals) expect(goalTests[id], id).toBeDefined();
  });
  it('says of every switch, on every stack, how it is reached and where that is seen', () => {
    for (const server of servers)
      for (const client of clients) {
        const of = switchesOf(server, client);
        for (const id of switchIds) {
          expect(of[id], `${id} on ${server.id} + ${client.id}`).toBeDefined();
          expect(of[id]!.evidence, id).not.toBe('');
        }
      }
  });
  it('leaves what a server has always its own way as it is, whatever is wanted', () => {
    const [server, client] = [servers[0]!, clients[0]!];
    for (const id of switchIds) {
      const { how, offNeeds } = switchesOf(server, client)[id]!;
      if (offNeeds !== undefined) continue;
      const all = new Set<string>(switchIds);
      if (how === 'always-on') expect(isOnIn(server, client, new Set(), id), id).toBe(true);
      if (how === 'always-off') expect(isOnIn(server, client, all, id), id).toBe(false);
      if (how === 'setting' || how === 'adapter') {
        expect(isOnIn(server, client, all, id), id).toBe(true);
        expect(isOnIn(server, client, new Set(), id), id).toBe(false);
      }
    }
  });
});
