// Why a move did not come about on real software.

/**
 * `refused`: a party said no. `unknown`: the attacker never saw a value that the move takes. `unsupported`: the lab has no
 * action for it. `alice`: she declines. `failed`: something else went wrong, which is the lab's own affair.
 */
export type StopKind = 'refused' | 'unknown' | 'alice' | 'unsupported' | 'failed';
export type StopParty =
  | 'client'
  | 'authorizationServer'
  | 'resourceServer'
  | 'userAgent'
  | 'alice'
  | 'attacker'
  | 'lab';

export class Stop extends Error {
  override readonly name = 'Stop';
  constructor(
    readonly kind: StopKind,
    readonly by: StopParty,
    /** The party's own words. */
    readonly words: string,
  ) {
    super(`${by}: ${words}`);
  }
}
export const unsupported = (why: string): Stop => new Stop('unsupported', 'lab', why);
