// Whether a goal of the model really came about: a row for each, or the reason why there is none.

import type { GoalId } from '../../../attacks/goals.js';
import type { Rest } from '../agents/agent.js';
import type { Performance } from './performance.js';

type Test = (p: Performance) => Promise<boolean> | boolean;
interface Missing {
  readonly missing: string;
}
const showsAlice = (text: string): boolean => /account["&quot;]*:\s*["&quot;]*alice/.test(text);
const knowsOf =
  (kind: string): Test =>
  async (p) => {
    await p.listen();
    return [...p.known].some(([term]) => term.startsWith(`${kind}:`) && !/:(own|evil)/.test(term));
  };
/** Where a tab of alice's, or of the attacker's, ends when nothing is held any more. */
async function endOf(p: Performance, whose: 'alice' | 'attacker'): Promise<string> {
  await p.letGo();
  const texts: string[] = [];
  for (const { tab, whose: owner } of p.tabOf.values()) {
    if (owner !== whose) continue;
    const rest = (await p.settle(tab)) as Rest;
    if (rest.at === 'page') texts.push(rest.text);
  }
  return texts.join('\n');
}

export const goalTests: Readonly<Record<GoalId, Test | Missing>> = {
  'read.direct': (p) => showsAlice(p.spent?.text ?? ''),
  'read.via-client': async (p) => showsAlice(await endOf(p, 'attacker')),
  'read.in-transit': async (p) => {
    await p.letGo();
    for (const { tab } of p.tabOf.values()) await tab.rest(p.patience);
    return (await p.readable()).some(([, text]) => showsAlice(text));
  },
  transfer: async (p) =>
    (await p.stack.ask.ledger()).transfers.some((t) => t.from === 'alice' && t.payee === 'mallory'),
  capture: async (p) =>
    (await p.stack.ask.ledger()).notes.some((n) => n.account === 'mallory' && /alice/.test(n.text)),
  sync: { missing: 'accounts are not synchronised in the lab' },
  session: async (p) => {
    const text = await endOf(p, 'alice');
    return (
      /account["&quot;]*:\s*["&quot;]*mallory/.test(text) ||
      ((p.isLed || p.isUnsolicited) && showsAlice(text))
    );
  },
  'read.lasting': (p) => p.ticks > 0 && showsAlice(p.spent?.text ?? ''),
  credentials: async (p) =>
    (await p.readable()).some(([, text]) => text.includes(p.urls.accounts.alice.password)),
  denial: async (p) => {
    await p.stack.ask.sync();
    for (const session of Object.values(await p.stack.ask.store())) {
      const { tokens } = JSON.parse(session as string) as { tokens?: { access: string } };
      if (tokens !== undefined && (await p.stack.ask.introspect(tokens.access)) === null) return true;
    }
    return false;
  },
  'secrecy.code': knowsOf('code'),
  'secrecy.access': knowsOf('access'),
  'secrecy.refresh': knowsOf('refresh'),
  'secrecy.secret': (p) => p.known.has('secret:client'),
  'secrecy.verifier': knowsOf('verifier'),
  'secrecy.state': knowsOf('state'),
  'session.ended': {
    missing: 'a flow that comes to nothing leaves no trace that can be told from one that waits',
  },
  'honest.used': async (p) => showsAlice(await endOf(p, 'alice')),
  'honest.refreshed': async (p) => showsAlice(await endOf(p, 'alice')),
  'honest.entered': async (p) => (await p.stack.ask.ledger()).notes.some((n) => n.account === 'alice'),
};
