// A small ladder of attackers, weakest to strongest. Each rung has what the rung below has, and what the attackers named
// at it have besides. RFC 9700 section 3 lets its attackers work together; in which order they join is a choice: what
// leaks comes before the network, since an attacker of the web gets at it without being on the way.

import { capabilities, type CapabilityId } from '../capabilities/capabilities.js';
import { namedAttackers } from './namedAttackers.js';

export interface Rung {
  readonly id: string;
  /** Short: it heads a column. */
  readonly name: { readonly en: string; readonly ja: string };
  /** Named attackers who join here; none: whoever has anything at all. */
  readonly joining: readonly string[];
  readonly capabilities: ReadonlySet<CapabilityId>;
}

interface Step extends Omit<Rung, 'capabilities'> {
  readonly has: readonly CapabilityId[];
}

/** The rungs made of such steps, each with what the rungs below it have. */
export function ladderOf(steps: readonly Step[]): readonly Rung[] {
  let has: readonly CapabilityId[] = [];
  return steps.map(({ has: own, ...step }) => {
    has = [...has, ...own];
    return { ...step, capabilities: new Set(has) };
  });
}

const of = (...ids: readonly string[]) => ({
  joining: ids,
  has: ids.flatMap((id) => namedAttackers.find((a) => a.id === id)!.capabilities),
});

export const ladder: readonly Rung[] = ladderOf([
  { id: 'customer', name: { en: 'customer', ja: '利用者' }, joining: [], has: [] },
  { id: 'web', name: { en: '+ web page', ja: '＋ウェブ' }, ...of('fapi2-a1') },
  { id: 'servers', name: { en: '+ own server', ja: '＋自前サーバ' }, ...of('rfc9700-a1') },
  { id: 'leaks', name: { en: '+ leaks', ja: '＋漏洩' }, ...of('rfc9700-a3', 'rfc9700-a4', 'rfc9700-a5') },
  { id: 'network', name: { en: '+ network', ja: '＋通信路' }, ...of('rfc9700-a2') },
  {
    id: 'any',
    name: { en: '+ all else', ja: '＋他すべて' },
    joining: [],
    has: capabilities.map(({ id }) => id),
  },
]);
