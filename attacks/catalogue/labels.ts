// The catalogue: which attack paths are which of the paper's threats. It only labels: searches, replay and verdicts on
// goals work without this folder, and a path that no pattern recognises is reported as unnamed.

import type { Path } from '../path.js';
import type { ThreatId } from './paper.js';
import { type Evidence, type Pattern, patterns, patternsOf } from './patterns.js';

/** What of a path its name is read off. */
export type Shown = Omit<Path, 'threats'>;

/** The attacker's own agent continues a session with a state that is not of a session it started. */
const sendsForeignState = (path: Shown): boolean =>
  path.moves.some((move) => {
    if (!move.startsWith('attacker.sendsCallback ')) return false;
    const state = /"state":"state:(s\d)"/.exec(move)?.[1];
    return state !== undefined && !path.moves.some((m) => m.startsWith(`attacker.starts {"slot":"${state}"`));
  });

function shows(path: Shown, evidence: Evidence): boolean {
  if ('uses' in evidence)
    return path.provenance.some((p) => p.capability === evidence.by && p.kinds.includes(evidence.uses));
  if ('has' in evidence) return path.capabilities.includes(evidence.has);
  if ('does' in evidence) return path.moves.some((move) => move.split(' ')[0]!.endsWith(`.${evidence.does}`));
  if ('off' in evidence) return path.absent.includes(evidence.off);
  if ('on' in evidence) return path.present.includes(evidence.on);
  return sendsForeignState(path);
}

const fits = (path: Shown, { goals, all, none = [] }: Pattern): boolean =>
  goals.includes(path.goal) &&
  all.every((any) => any.some((evidence) => shows(path, evidence))) &&
  !none.some((evidence) => shows(path, evidence));

/** Every threat that has a pattern of its own, T7 last: it is read off its ways in, and other thefts of its kind. */
const named: readonly ThreatId[] = [...patterns.map(({ threat }) => threat), 'T7'];

/** The threats that a path is an instance of, in the catalogue's order. */
export const threatsOf = (path: Shown): readonly ThreatId[] =>
  named.filter((threat) => patternsOf(threat).some((pattern) => fits(path, pattern)));
