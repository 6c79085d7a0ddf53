// Deliberately mixed: each has one half of a defence and lacks the other. For teaching.

import type { SwitchId } from '../../../model/switches.js';
import type { MeasureId } from '../../../model/measures.js';
import { composed, type Stated } from './build.js';

const frame: readonly MeasureId[] = ['CM4', 'CM5', 'CM7', 'CM10', 'CM12', 'CM14', 'CM18'];
const half = (is: boolean, source: string): Stated => [is, `chosen for teaching; ${source}`];

const mixed = (
  name: string,
  en: string,
  ja: string,
  measures: readonly MeasureId[],
  single: Readonly<Partial<Record<SwitchId, Stated>>>,
) =>
  composed(
    { name, description: { en, ja }, scenario: { client: 'server-app' } },
    [...frame, ...measures],
    single,
  );

export const mixedPkce = mixed(
  'mixed-pkce',
  'PKCE is sent and verified, but not required and not protected against a downgrade',
  'PKCEを送り検証するが、必須とせず、ダウングレードも拒否しない',
  ['CM8', 'CM11'],
  {
    'pkce.sent': half(true, 'RFC 7636 4.3'),
    'pkce.s256': half(true, 'RFC 7636 4.2'),
    'pkce.verified': half(true, 'RFC 7636 4.6'),
    'pkce.required': half(false, 'RFC 9700 4.8.1'),
    'pkce.no-downgrade': half(false, 'RFC 9700 4.8.2'),
  },
);

export const mixedState = mixed(
  'mixed-state',
  'State is compared, but a session belongs to no user agent and a state is accepted again',
  'stateを比較するが、セッションをユーザ・エージェントに結び付けず、stateを繰り返し受け付ける',
  ['CM8', 'CM11'],
  {
    'state.compared': half(true, 'RFC 6749 10.12'),
    'state.bound-to-agent': half(false, 'RFC 6749 10.12'),
    'state.single-use': half(false, 'RFC 9700 4.2.4'),
  },
);

export const mixedIssuer = mixed(
  'mixed-issuer',
  'The server names its issuer, but the client does not look, and uses one redirect URI for all servers',
  '認可サーバは発行者を示すが、クライアントは確認せず、すべての認可サーバに同じリダイレクトURIを使う',
  ['CM19', 'CM20'],
  {
    'issuer.sent': half(true, 'RFC 9207 2'),
    'issuer.checked': half(false, 'RFC 9207 2.4'),
    'redirect.exact': half(true, 'RFC 9700 4.1.3'),
    'redirect.equal-at-token': half(true, 'RFC 6749 4.1.3'),
    'redirect.distinct': half(false, 'RFC 9700 4.4.2.2'),
  },
);
