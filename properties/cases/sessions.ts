// Faults in which session at the client a response belongs to.

import { confidential, confidentialWithoutPkce } from './bases.js';
import type { Case } from './case.js';

export const sessions: readonly Case[] = [
  {
    id: 'state-not-bound',
    source: 'brendanlong/lion-reader#1263, openshift/console#53, Flowfin/jellyfin-plugin-sso#416',
    fault: {
      en: 'The client finds a pending session by its state alone, whichever browser brings the callback.',
      ja: 'クライアントは、コールバックを運んだブラウザを問わず、stateだけで継続中のセッションを探す。',
    },
    variants: [
      {
        id: 'faulty',
        base: confidential,
        switches: { 'state.bound-to-agent': false },
        goals: ['session', 'capture'],
        attacker: ['lure'],
        expected: 'attack',
      },
      {
        id: 'fixed',
        base: confidential,
        goals: ['session', 'capture'],
        attacker: ['lure'],
        expected: 'none',
      },
    ],
  },
  {
    id: 'state-missing-accepted',
    source: 'omniauth/omniauth#851',
    fault: {
      en: 'A callback that carries no state is not refused.',
      ja: 'stateのないコールバックが拒否されない。',
    },
    variants: [
      {
        id: 'faulty-nopkce',
        base: confidentialWithoutPkce,
        switches: { 'state.compared': false },
        goals: ['session'],
        attacker: ['lure'],
        expected: 'attack',
      },
      {
        id: 'faulty-pkce',
        base: confidential,
        switches: { 'state.compared': false },
        goals: ['session'],
        attacker: ['lure'],
        expected: 'none',
      },
      {
        id: 'fixed',
        base: confidentialWithoutPkce,
        goals: ['session'],
        attacker: ['lure'],
        expected: 'none',
      },
    ],
  },
  {
    id: 'cosf-session-fixation',
    source: 'Connector session fixation (COSF), mobitec.ie.cuhk.edu.hk/connector-oauth-security',
    fault: {
      en: 'The attacker begins a connection and has the victim finish it; the platform keeps her tokens in the account of the attacker.',
      ja: '攻撃者が連携を始めて被害者に完了させると、プラットフォームは被害者のトークンを攻撃者のアカウントに保存する。',
    },
    variants: [
      {
        id: 'faulty',
        base: confidential,
        switches: { 'state.bound-to-agent': false },
        goals: ['read.via-client'],
        attacker: ['lure'],
        expected: 'attack',
      },
      { id: 'fixed', base: confidential, goals: ['read.via-client'], attacker: ['lure'], expected: 'none' },
    ],
  },
  {
    id: 'browser-swapping',
    source: 'FAPI 2.0 Security Profile, browser swapping; Drenso/symfony-oidc#104, oauth-wg/oauth-v2-1#230',
    fault: {
      en: 'Her response leaks before the client has used it, and the attacker delivers it in the browser that began the session, its own.',
      ja: '応答がクライアントに使われる前に漏れ、攻撃者はセッションを始めた自分のブラウザからそれを届ける。',
    },
    variants: [
      {
        id: 'bcp',
        base: confidential,
        goals: ['read.via-client'],
        attacker: ['lure', 'agent.read-response'],
        expected: 'attack',
      },
      {
        id: 'with-par-like',
        base: confidential,
        switches: { 'request.signed': true, 'response.signed': true },
        goals: ['read.via-client'],
        attacker: ['lure', 'agent.read-response'],
        expected: 'attack',
      },
      {
        id: 'burns',
        base: confidential,
        switches: { 'client.burns-foreign-code': true },
        goals: ['read.via-client'],
        attacker: ['lure', 'agent.read-response'],
        expected: 'attack',
      },
      {
        id: 'form-post',
        base: confidential,
        switches: { 'response.in-body': true, 'response.mode-locked': true },
        goals: ['read.via-client'],
        attacker: ['lure', 'agent.read-response'],
        expected: 'attack',
      },
    ],
  },
  {
    id: 'dirty-dancing',
    source: 'Frans Rosén, Account hijacking using dirty dancing in sign-in OAuth-flows (2022)',
    fault: {
      en: 'A response is made to fail at the client; the code stays in the address of a page that third parties can read.',
      ja: '応答をクライアントでわざと失敗させると、認可コードが、第三者の読めるページのアドレスに残る。',
    },
    variants: [
      {
        id: 'faulty',
        base: confidentialWithoutPkce,
        switches: { 'response.in-body': true, 'referrer.hidden-client': false },
        goals: ['read.via-client'],
        attacker: ['lure', 'content.client'],
        expected: 'attack',
      },
      {
        id: 'fixed-mode-locked',
        base: confidentialWithoutPkce,
        switches: { 'response.in-body': true, 'response.mode-locked': true, 'referrer.hidden-client': false },
        goals: ['read.via-client'],
        attacker: ['lure', 'content.client'],
        expected: 'none',
      },
      {
        id: 'fixed-referrer',
        base: confidentialWithoutPkce,
        switches: { 'response.in-body': true },
        goals: ['read.via-client'],
        attacker: ['lure', 'content.client'],
        expected: 'none',
      },
      {
        id: 'pkce-is-no-fix',
        base: confidential,
        switches: { 'response.in-body': true, 'referrer.hidden-client': false },
        goals: ['read.via-client'],
        attacker: ['lure', 'content.client'],
        expected: 'attack',
      },
    ],
  },
  {
    id: 'omniauth-get-start',
    source: 'omniauth CVE-2015-9284',
    fault: {
      en: 'Any site can have the browser start the flow at the client.',
      ja: 'どのサイトからでも、ブラウザにクライアントのフローを始めさせられる。',
    },
    variants: [
      {
        id: 'faulty-start',
        base: confidential,
        switches: { 'start.csrf-checked': false },
        goals: ['session'],
        attacker: ['lure'],
        expected: 'attack',
      },
      {
        id: 'faulty-both',
        base: confidential,
        switches: { 'start.csrf-checked': false, 'login.csrf-checked': false },
        goals: ['session', 'capture'],
        attacker: ['lure'],
        expected: 'attack',
      },
      {
        id: 'login-csrf-only',
        base: confidential,
        switches: { 'login.csrf-checked': false },
        goals: ['session', 'capture'],
        attacker: ['lure'],
        expected: 'attack',
      },
      {
        id: 'fixed',
        base: confidential,
        goals: ['session', 'capture'],
        attacker: ['lure'],
        expected: 'none',
      },
    ],
  },
];
