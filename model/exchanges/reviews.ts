// m16: alice looks through the services that use her account, and hands back what she does not want (paper, CM2).

import type { GrantContext } from '../entities/authorizationServer.js';
import { grantSlotsOf, reviewedView, sessionOf, sessionSlots, tickOf, valueView } from '../instances.js';
import type { Term } from '../names.js';
import type { Run, View } from '../world.js';
import { revoke } from './resources.js';

const owned: View<string> = {
  name: 'owned',
  of: (local) => `${local.value}/${(local.context as unknown as GrantContext).owner}`,
};

/** She reviews once; before she has approved anything there is nothing to look through. */
export const mayReview = (world: Pick<Run, 'read' | 'peek' | 'scenario'>): boolean =>
  tickOf(world) > 0 &&
  !world.peek('o', reviewedView) &&
  grantSlotsOf(world).some((g) => world.peek(g, owned) === 'issued/alice');

/**
 * She reviews, and revokes. If what she is shown is `forged`, she finds nothing to revoke. False if there is nothing to
 * look at.
 */
export function review(run: Run, { forged = false }: { readonly forged?: boolean } = {}): boolean {
  const canRevoke = run.ask('owner.can-revoke');
  if (!canRevoke && forged) return false;
  run.send('o', { type: 'REVIEW' });
  if (!canRevoke) return true;
  const shown = sessionSlots(run).filter((s) => {
    const phase = run.peek(s, valueView);
    return (phase === 'showing' || phase === 'entered') && sessionOf(run, s).aliceSees;
  });
  const atBank = run.ask('owner.revokes-at-bank');
  if (shown.length === 0 && !atBank) return false;
  if (forged) return true;
  for (const s of shown) {
    const [output] = run.send(s, { type: 'REVIEW' }).outputs;
    if (output !== undefined) revoke(run, (output.fields as { access: Term }).access);
  }
  if (atBank)
    for (const g of grantSlotsOf(run))
      if (run.peek(g, owned) === 'issued/alice') run.send(g, { type: 'REVOKE', token: null });
  return true;
}
