// What a move is called in a drawing. Moves have plain ids in the model; a move without a row here shows its id.

import type { Text } from '../i18n.js';

export const actionNames: Readonly<Record<string, Text>> = {
  'alice.starts': { en: 'Starts using the service', ja: 'サービスの利用を開始' },
  'alice.decides': { en: 'Decides on the consent form', ja: '同意画面で判断' },
  'alice.enters': { en: 'Enters data', ja: 'データを入力' },
  'alice.reviews': { en: 'Reviews her services', ja: '利用中のサービスを確認' },
  'userAgent.deliversRequest': { en: 'Delivers the request', ja: 'リクエストを届ける' },
  'userAgent.deliversResponse': { en: 'Delivers the response', ja: 'レスポンスを届ける' },
  'userAgent.passes': {
    en: 'Passes the bank, which asks for no consent',
    ja: '同意を求められずに銀行を通過',
  },
  'client.redeems': { en: 'Redeems the code', ja: '認可コードを引き換える' },
  'client.uses': { en: 'Uses the access token', ja: 'アクセストークンを使う' },
  'client.refreshes': { en: 'Refreshes the tokens', ja: 'トークンを更新する' },
  'client.disposes': { en: 'Disposes of the code that it refused', ja: '拒否した認可コードを処分する' },
  'clock.ticks': { en: 'Time passes', ja: '時間が経過する' },
  'attacker.starts': { en: 'Starts a session of its own', ja: '自分のセッションを開始' },
  'attacker.isChosen': { en: "Has alice choose the attacker's server", ja: '攻撃者のサーバを選ばせる' },
  'attacker.altersStart': { en: 'Alters the request to start', ja: '利用開始のリクエストを改ざん' },
  'attacker.standsBetween': {
    en: 'Stands between alice and the client',
    ja: 'アリスとクライアントの間に入り込む',
  },
  'attacker.lures': { en: 'Lures alice into starting', ja: '誘導して利用を開始させる' },
  'attacker.altersOrder': { en: 'Alters the order', ja: '取引内容を改ざん' },
  'attacker.drives': { en: 'Drives the genuine client', ja: '正規のクライアントを操作' },
  'attacker.authorizes': { en: 'Authorizes with its own account', ja: '自分の口座で認可を得る' },
  'attacker.bringsRequest': {
    en: 'Brings a request into the user agent',
    ja: 'ユーザ・エージェントにリクエストを送り込む',
  },
  'attacker.handsOver': {
    en: 'Begins an authorization and hands it over to alice',
    ja: '認可の手続を始めてアリスに引き継がせる',
  },
  'attacker.isUsed': { en: 'Has alice use its own client', ja: '攻撃者自身のクライアントを利用させる' },
  'attacker.redirects': { en: 'Redirects to the bank', ja: '銀行へ転送' },
  'attacker.altersRequest': { en: 'Alters the authorization request', ja: '認可リクエストを改ざん' },
  'attacker.sendsCallback': {
    en: 'Sends a response in its own agent',
    ja: '自分のブラウザから認可レスポンスを送る',
  },
  'attacker.luresCallback': {
    en: 'Lures alice into sending a response',
    ja: '誘導して認可レスポンスを送らせる',
  },
  'attacker.responds': { en: 'Answers the request', ja: 'リクエストに応答' },
  'attacker.altersResponse': { en: 'Alters the authorization response', ja: '認可レスポンスを改ざん' },
  'attacker.claimsIssuer': { en: 'Claims to be the bank as issuer', ja: '発行者として銀行を名乗る' },
  'attacker.redeems': { en: 'Redeems the code', ja: '認可コードを引き換える' },
  'attacker.refreshes': { en: 'Uses the refresh token', ja: 'リフレッシュトークンを使う' },
  'attacker.spends': { en: 'Uses the access token', ja: 'アクセストークンを使う' },
  'attacker.answers': { en: 'Answers the token request', ja: 'トークンリクエストに応答' },
  'attacker.getsApproval': {
    en: 'Has the form approved unseen',
    ja: '気付かれずに同意画面を承認させる',
  },
  'attacker.asksPassword': {
    en: "Asks for alice's password on a page of the bank's",
    ja: '銀行の画面を装ってパスワードを求める',
  },
  'attacker.logsIn': {
    en: "Logs the user agent in to the attacker's account",
    ja: '攻撃者の口座でログインさせる',
  },
  'attacker.drops': { en: 'Drops the message', ja: 'メッセージを破棄' },
  'attacker.holds': { en: 'Holds the message back', ja: 'メッセージを留め置く' },
  'attacker.releases': { en: 'Lets the message go', ja: '留め置いたメッセージを送る' },
  'attacker.takesResponse': {
    en: 'Takes the authorization response',
    ja: '認可レスポンスを横取り',
  },
  'attacker.impersonates': {
    en: 'Takes the request in the place of the server',
    ja: 'サーバになりすましてリクエストを受け取る',
  },
  'attacker.claimsEndpoint': {
    en: "Claims the bank's endpoint as its own",
    ja: '銀行のエンドポイントを自分のものと称する',
  },
  'attacker.sharesResourceServer': {
    en: "Has the client use the bank's resource server",
    ja: '銀行のリソースサーバを使わせる',
  },
  'attacker.forgesAccount': {
    en: 'Forges the account shown, and alice enters data',
    ja: '表示される口座を偽り、データを入力させる',
  },
  'attacker.ridesSession': {
    en: "Opens alice's session in her name",
    ja: 'アリスになりすましてセッションを開く',
  },
  'attacker.synchronises': {
    en: "Has alice's content synchronised in her name",
    ja: 'アリスになりすまして保護コンテンツを同期させる',
  },
  'attacker.handsBack': {
    en: "Has the client revoke alice's token in her name",
    ja: 'アリスになりすましてトークンを取り消させる',
  },
  'attacker.takesEntry': {
    en: 'Takes what alice enters on its way',
    ja: 'アリスの入力内容を途中で受け取る',
  },
  'attacker.spoilsReview': {
    en: 'Forges what alice reviews, or keeps what she revokes',
    ja: 'アリスの確認内容を偽装し、または取消しを横取りする',
  },
  'attacker.revokes': {
    en: 'Hands a token back in the name of the client',
    ja: 'クライアントを装ってトークンを失効させる',
  },
  'attacker.forgesServices': {
    en: 'Forges the services shown',
    ja: '表示されるサービス項目を偽る',
  },
  'attacker.drivesUse': {
    en: 'Has the genuine client make another order',
    ja: '正規のクライアントに別の取引を行わせる',
  },
  'attacker.readsStore': { en: "Reads the client's store", ja: 'クライアントの保存値を読む' },
  'attacker.readsLog': { en: "Reads the client's log", ja: 'クライアントのログを読む' },
  'attacker.guesses': { en: 'Guesses', ja: '推測する' },
};
