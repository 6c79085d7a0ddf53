// m16: alice looks through the services that use her account, and hands back what she does not want (paper, CM2).

import type { GrantContext } from '../entities/authorizationServer.js';
import { grantSlotsOf, reviewedView, sessionOf, sessionSlots, tickOf, valueView } from '../instances.js';
import type { Run, View } from '../world.js';
import type { Keeper } from './messages.js';
import { handBack } from './resources.js';

const owned: View<string> = {
  name: 'owned',
  of: (local) => `${local.value}/${(local.context as unknown as GrantContext).owner}`,
};

/** She reviews once; before she has approved anything there is nothing to look through. */
export const mayReview = (world: Pick<Run, 'read' | 'peek' | 'scenario'>): boolean =>
  tickOf(world) > 0 &&
  !world.peek('o', reviewedView) &&
  grantSlotsOf(world).some((g) => world.peek(g, owned) === 'issued/alice');

/** What somebody makes of her review. */
export interface Spoilt {
  /** What the client shows her is not what there is: she finds nothing to revoke. */
  readonly atClient?: boolean;
  /** Which way the client's requests to revoke go. */
  readonly way?: 'straight' | Keeper;
  /** What the bank shows her is not what there is. */
  readonly atBank?: boolean;
}

/** She reviews, and revokes. False if there is nothing to look at, or nothing of what is `spoilt`. */
export function review(
  run: Run,
  { atClient = false, way = 'straight', atBank = false }: Spoilt = {},
): boolean {
  const isSpoiltAtClient = atClient || way !== 'straight';
  const canRevoke = run.ask('owner.can-revoke');
  if (!canRevoke && (isSpoiltAtClient || atBank)) return false;
  run.send('o', { type: 'REVIEW' });
  if (!canRevoke) return true;
  const shown = sessionSlots(run).filter((s) => {
    const phase = run.peek(s, valueView);
    return (phase === 'showing' || phase === 'entered') && sessionOf(run, s).aliceSees;
  });
  if (shown.length === 0 && isSpoiltAtClient) return false;
  const hasBanksPage = run.ask('owner.revokes-at-bank');
  if (!hasBanksPage && (atBank || shown.length === 0)) return false;
  if (!atClient)
    for (const s of shown) {
      const [output] = run.send(s, { type: 'REVIEW' }).outputs;
      if (output !== undefined) handBack(run, s, output.fields, way);
    }
  if (hasBanksPage && !atBank)
    for (const g of grantSlotsOf(run))
      if (run.peek(g, owned) === 'issued/alice') run.send(g, { type: 'REVOKE', token: null });
  return true;
}
