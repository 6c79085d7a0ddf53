// What a guard of a machine says, in words. A guard without a row here shows its id.

import type { Text } from '../i18n.js';

export const guardNames: Readonly<Record<string, Text>> = {
  // client
  startedByAnotherSite: { en: 'another site started it', ja: '他サイトからの開始' },
  claimsAnothersIssuer: {
    en: "the metadata names another's issuer",
    ja: 'メタデータが他者の発行者名を名乗る',
  },
  claimsAnothersEndpoint: {
    en: "the metadata names another's endpoint",
    ja: 'メタデータが他者のエンドポイントを指す',
  },
  resourceServerOfAnother: {
    en: "the resource server is another authorization server's",
    ja: '別の認可サーバに属するリソースサーバ',
  },
  notTheFreeSlot: { en: 'not the free session', ja: '空きセッションではない' },
  cookieNamesASession: { en: 'the cookie names a session', ja: 'Cookieが既存のセッションを指す' },
  stateNamesAnother: { en: 'the state names another session', ja: 'stateが別のセッションを指す' },
  stateNamesOwnersOther: {
    en: "the state names the owner's other session",
    ja: 'stateが同じ利用者の別セッションを指す',
  },
  namedByNeither: { en: 'neither state nor cookie names it', ja: 'stateもCookieも指していない' },
  fromAnotherAgent: { en: 'from another user agent', ja: '別のユーザ・エージェントから到着' },
  fromAnotherDevice: { en: 'from another device', ja: '別の端末から到着' },
  framedWithoutLogin: {
    en: 'shown in a frame, without the login',
    ja: 'フレーム内の表示にログインCookieが付かない',
  },
  unsolicited: { en: 'no flow is open for it', ja: '対応するフローがないレスポンス' },
  stateDiffers: { en: 'the state differs', ja: 'stateが一致しない' },
  issuerDiffers: { en: 'the issuer differs', ja: '発行者が一致しない' },
  sentIssuerDiffers: { en: 'the issuer sent differs', ja: '送られた発行者が一致しない' },
  issuerMissing: { en: 'the issuer is missing', ja: '発行者がない' },
  sentIssuerMissing: { en: 'the issuer is not sent', ja: '発行者が送られていない' },
  arrivalDiffers: { en: 'it arrived at another redirect URI', ja: '別のリダイレクトURIに到着' },
  arrivesForAnother: { en: "it arrived at another server's redirect URI", ja: '別のサーバ用のURIに到着' },
  isError: { en: 'it is an error response', ja: 'エラーレスポンスである' },
  revokerUnauthenticated: {
    en: 'the client that revokes is not authenticated',
    ja: '失効を求めるクライアントが認証されていない',
  },
  tokenOfAnotherClient: {
    en: 'the token was issued to another client',
    ja: '別のクライアントに発行されたトークン',
  },
  signerDiffers: { en: 'the signer differs', ja: '署名者が一致しない' },
  servicesDiffer: { en: 'the services differ from the order', ja: 'サービス項目が依頼と異なる' },
  accountNotHers: { en: 'the account shown is not hers', ja: '表示された口座が本人のものでない' },
  mayRefresh: { en: 'the tokens may be refreshed', ja: 'トークンを更新できる' },
  authorizationDenied: { en: 'the authorization was denied', ja: '認可が得られなかった' },
  tokenRequestRefused: { en: 'the token request was refused', ja: 'トークンリクエストが拒否された' },
  resourceRequestRefused: { en: 'the resource request was refused', ja: 'リソースリクエストが拒否された' },
  refreshRequestRefused: { en: 'the refresh request was refused', ja: '更新リクエストが拒否された' },
  // authorization server
  redirectElsewhere: { en: 'the redirect URI is on another site', ja: '別サイトのリダイレクトURI' },
  redirectUnregistered: { en: 'the redirect URI is not registered', ja: 'リダイレクトURIが未登録' },
  redirectOfAnotherServer: {
    en: "the redirect URI is another server's",
    ja: '別のサーバ用のリダイレクトURI',
  },
  requestUnsigned: { en: 'the request is not signed', ja: 'リクエストに署名がない' },
  challengeMissing: { en: 'the code_challenge is missing', ja: 'code_challengeがない' },
  challengeNotSent: { en: 'no code_challenge is sent', ja: 'code_challengeが送られていない' },
  loginByAnotherSite: { en: 'another site posted the login', ja: '他サイトからのログイン送信' },
  begunByAnotherAgent: {
    en: 'another user agent began it',
    ja: '別のユーザ・エージェントで始まった手続',
  },
  clientUnauthenticated: { en: 'the client is not authenticated', ja: 'クライアント認証に失敗' },
  clientUnauthenticatedWithVerifier: {
    en: 'a code_verifier, but the client is not authenticated',
    ja: 'code_verifierはあるがクライアント認証に失敗',
  },
  codeOfAnotherClient: { en: "the code is another client's", ja: '別のクライアントの認可コード' },
  codeKeyMissing: { en: 'the key that the code is bound to is missing', ja: '認可コードに結びつく鍵がない' },
  verifierDiffers: { en: 'the code_verifier does not match', ja: 'code_verifierが一致しない' },
  verifierOfAnotherFlow: {
    en: "the code_verifier is another flow's",
    ja: '別のフローのcode_verifier',
  },
  verifierOfAnotherMaker: {
    en: "the code_verifier is another party's",
    ja: '別の主体のcode_verifier',
  },
  verifierUnexpected: { en: 'a code_verifier without a challenge', ja: 'チャレンジのないcode_verifier' },
  ownVerifierUnexpected: {
    en: "the attacker's code_verifier without a challenge",
    ja: 'チャレンジのない攻撃者のcode_verifier',
  },
  redirectDiffers: { en: 'the redirect URI differs', ja: 'リダイレクトURIが一致しない' },
  redirectOfAnotherServerAtToken: {
    en: "the redirect URI is another server's",
    ja: '別のサーバ用のリダイレクトURI',
  },
  codeBurnt: { en: 'the code was invalidated', ja: '認可コードは無効化済み' },
  codeUsed: { en: 'the code was used before', ja: '認可コードは使用済み' },
  codeExpired: { en: 'the code has expired', ja: '認可コードの期限切れ' },
  ofTheAttackersAccount: { en: "tokens of the attacker's account", ja: '攻撃者の口座のトークン' },
  hasFirst: { en: 'it holds the first tokens', ja: '最初のトークンを保持' },
  hasOther: { en: 'it holds the further tokens', ja: '別のトークンを保持' },
  redeemedBefore: { en: 'the code was redeemed before', ja: '認可コードは引換え済み' },
  refreshedBefore: { en: 'the tokens were refreshed before', ja: 'トークンは更新済み' },
  refreshOfAnotherClient: {
    en: "the refresh token is another client's",
    ja: '別のクライアントのリフレッシュトークン',
  },
  refreshKeyMissing: {
    en: 'the key that the refresh token is bound to is missing',
    ja: 'リフレッシュトークンに結びつく鍵がない',
  },
  refreshGone: { en: 'the refresh token is not valid', ja: '無効なリフレッシュトークン' },
  refreshRotated: { en: 'the refresh token was used before', ja: '使用済みのリフレッシュトークン' },
  refreshExpired: { en: 'the refresh token has expired', ja: 'リフレッシュトークンの期限切れ' },
  // resource server
  tokenGone: { en: 'the access token is not valid', ja: '無効なアクセストークン' },
  tokenExpired: { en: 'the access token has expired', ja: 'アクセストークンの期限切れ' },
  tokenKeyMissing: {
    en: 'the key that the token is bound to is missing',
    ja: 'トークンに結びつく鍵がない',
  },
  tokenForAnother: { en: 'the token is for another server', ja: '別のサーバ向けのトークン' },
  scopeTooNarrow: { en: 'the scope is too narrow', ja: 'スコープが不足' },
  orderDiffers: { en: 'the order differs from the grant', ja: '取引内容が認可と異なる' },
  synchronisation: { en: 'synchronisation is asked for', ja: '同期の要求' },
  needsConfirmation: { en: 'a confirmation is needed', ja: '確認が必要' },
  notConfirmed: { en: 'it was not confirmed', ja: '確認が得られない' },
  // resource owner and user agent
  orderNotHers: { en: 'the order is not hers', ja: '本人の依頼ではない' },
  clientUnknown: { en: 'she does not know the client', ja: '知らないクライアント' },
  nothingAwaited: { en: 'she started nothing', ja: '何も始めていない' },
  framed: { en: 'the page is framed', ja: 'ページが枠に埋め込まれている' },
};
