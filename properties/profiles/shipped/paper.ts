// What the survey recommends, for the two kinds of client it distinguishes.

import type { MeasureId } from '../../../model/measures.js';
import { composed } from './build.js';

const forBoth: readonly MeasureId[] = [
  ...([
    'CM1',
    'CM2',
    'CM3',
    'CM4',
    'CM5',
    'CM6',
    'CM7',
    'CM8',
    'CM9',
    'CM10',
    'CM11',
    'CM12',
    'CM13',
  ] as const),
  ...(['CM18', 'CM19', 'CM20', 'CM21', 'CM22', 'CM23', 'R303', 'NOFRAME'] as const),
];

/** Against stolen codes the survey leaves a choice: a client that can keep a secret authenticates (CM14). */
export const paperServerApp = composed(
  {
    name: 'paper-server-app',
    description: {
      en: "The survey's recommendation for a server app: its client authenticates and its server is monitored, refresh tokens are issued",
      ja: '論文が推奨するサーバアプリの構成。クライアントを認証し、サーバを監視し、リフレッシュトークンを発行する',
    },
    scenario: { client: 'server-app' },
  },
  [...forBoth, 'CM14', 'CM17'],
);

/** A native app's secret is the same in every copy, so PKCE takes its place, and no refresh token is issued. */
export const paperNativeApp = composed(
  {
    name: 'paper-native-app',
    description: {
      en: "The survey's recommendation for a native app: PKCE instead of client authentication, no refresh tokens",
      ja: '論文が推奨するネイティブアプリの構成。クライアント認証に代えてPKCEを用い、リフレッシュトークンを発行しない',
    },
    scenario: { client: 'native-app' },
  },
  [...forBoth, 'CM15', 'CM16'],
);
