// @ts-check
// "No attack within the bounds", for others to check: a certificate, and the model for SPIN.
import { certify, checkCertificate, profile, settle, toPromela } from 'sekisho';

const paper = profile('paper-all');
const setting = settle(paper, { sessions: 1, grants: 1, ticks: 0 });
const made = certify(setting, 'read.direct', ['wiretap.back']);
if (!('certificate' in made)) throw new Error('there is nothing to certify');
const { states, digest } = made.certificate;
console.log(`${states} states, ${checkCertificate(made.certificate).holds ? 'checked' : 'wrong'}`);
console.log(`another digest: ${checkCertificate({ ...made.certificate, digest: digest.replace(/^./, (c) => (c === '0' ? '1' : '0')) }).holds ? 'not noticed' : 'noticed'}`);
const { text, moves } = toPromela(paper, {
  goals: ['read.direct'],
  capabilities: ['wiretap.back'],
  scenario: { sessions: 1, grants: 1, ticks: 0 },
});
console.log(`${moves} moves in ${text.split('\n').length} lines of Promela`);
