// Which instances there are in a scenario, and how their local states are looked at.

import type { GrantContext } from './entities/authorizationServer.js';
import type { ClientContext } from './entities/client.js';
import type { TabContext } from './entities/userAgent.js';
import type { ClientSlot } from './names.js';
import type { Component, Run, View } from './world.js';

export const sessionOf = (run: Pick<Run, 'read'>, s: Component) =>
  run.read(s).context as unknown as ClientContext;
export const grantOf = (run: Pick<Run, 'read'>, g: Component) =>
  run.read(g).context as unknown as GrantContext;
export const tabOf = (run: Pick<Run, 'read'>, u: Component) => run.read(u).context as unknown as TabContext;

export const valueView: View<string> = { name: 'value', of: (local) => local.value };
/** Whose agent started a session at the client, or made a request to the server. */
export const agentView: View<string> = {
  name: 'agent',
  of: (local) => String((local.context as { agent: string }).agent),
};
/** Who is logged in where an authorization is given. */
export const ownerView: View<string> = {
  name: 'owner',
  of: (local) => String((local.context as { owner: string }).owner),
};
/** Whose secrets an authorization's code and tokens are; the empty text: nobody's, for she gave them away on purpose. */
export const secretsView: View<string> = {
  name: 'secrets',
  of: (local) => {
    const { owner, entrusted } = local.context as { owner: string; entrusted: boolean };
    return entrusted ? '' : owner;
  },
};
/** Whether alice has looked over what she granted. */
export const reviewedView: View<boolean> = {
  name: 'reviewed',
  of: (local) => (local.context as { reviewed: boolean }).reviewed,
};
const tickView: View<number> = { name: 'tick', of: (local) => Number(local.value) };
export const tickOf = (run: Pick<Run, 'peek'>) => run.peek('t', tickView);
/** Owner of a session's cookie and how far the session is: what routing a callback looks at. */
export const routeView: View<string> = {
  name: 'route',
  of: (local) => {
    const phase = local.value === 'absent' || local.value === 'requested' ? local.value : 'later';
    return `${(local.context as unknown as ClientContext).agent}/${phase}`;
  },
};

export const sessionSlots = (run: Pick<Run, 'scenario'>): readonly ClientSlot[] =>
  run.scenario.sessions === 2 ? ['s0', 's1'] : ['s0'];
export const grantSlotsOf = (run: Pick<Run, 'scenario'>): readonly Component[] =>
  (['g0', 'g1', 'g2'] as const).slice(0, run.scenario.grants);
/** The tab in which the authorization of a grant slot runs, and the other way round. */
export const tabFor = (slot: string): Component => `u${slot[1]}` as Component;
/** Whether the authorization of a slot may run in a tab of alice's. */
export const hasTab = (run: Pick<Run, 'scenario'>, g: Component): boolean =>
  run.scenario.roles === 'any' || g === 'g0';
export const grantFor = (slot: string): Component => `g${slot[1]}` as Component;
