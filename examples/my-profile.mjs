// @ts-check
// A profile of your own, and what is said of a mistake in it.
import { Problem, parseProfile, search } from 'sekisho';

const text = `
name: my-bank
extends: rfc6749-bare
measures: [CM8]
switches:
  pkce.sent: true
scenario: { client: server-app, sessions: 1, grants: 1, ticks: 0 }
`;
const mine = parseProfile(text, { path: 'my-bank.yaml' });
const { verdict } = await search(mine, 'read.direct', { capabilities: ['wiretap.back'] });
console.log(`${mine.name}: ${mine.on.size} switches on; read.direct by wiretap.back: ${verdict}`);

try {
  parseProfile(text.replace('pkce.sent', 'pkce.send'), { path: 'my-bank.yaml' });
} catch (error) {
  if (!(error instanceof Problem)) throw error;
  console.log(`${error.message} (${error.why})`);
}
