/** One thing an attacker may be able to do, besides owning an account and a browser. Each is a switch of its own. */
export interface Capability {
  readonly id: string;
  readonly name: { readonly en: string; readonly ja: string };
  readonly source: string;
}

/** Every capability, in the order of its bit. Append, never reorder: pinned results refer to it. */
export const capabilities = [
  {
    id: 'guess',
    name: {
      en: 'Guess a secret already issued, having seen one of its own of the same kind',
      ja: '同じ種類の自分の値から、発行済みの秘密の値を推測する',
    },
    source: 'paper figure 4, RFC 6749 10.10',
  },
  {
    id: 'wiretap.front',
    name: { en: 'Read front-channel messages on the wire', ja: 'フロントチャネルの通信を盗聴する' },
    source: 'paper figure 4',
  },
  {
    id: 'wiretap.back',
    name: { en: 'Read back-channel messages on the wire', ja: 'バックチャネルの通信を盗聴する' },
    source: 'paper figure 4',
  },
  {
    id: 'logs.live',
    name: {
      en: "Read the client's logs as they are written",
      ja: 'クライアントのログを書き込みと同時に読む',
    },
    source: 'paper figure 4',
  },
  {
    id: 'logs.after',
    name: { en: "Read the client's logs afterwards", ja: 'クライアントのログを後から読む' },
    source: 'paper figure 4',
  },
  {
    id: 'host',
    name: {
      en: "Hold a privilege on the client's host: read its store, steer its forwarding",
      ja: 'クライアントの稼働環境の権限を得て、保存値を読み、転送先を変える',
    },
    source: 'paper section 3(1)',
  },
  {
    id: 'agent.read-request',
    name: {
      en: "Read authorization requests in alice's user agent",
      ja: 'アリスのユーザ・エージェントで認可リクエストを読む',
    },
    source: 'paper section 3(1), RFC 9700 3',
  },
  {
    id: 'agent.read-response',
    name: {
      en: "Read authorization responses in alice's user agent",
      ja: 'アリスのユーザ・エージェントで認可レスポンスを読む',
    },
    source: 'paper section 3(1), RFC 9700 3',
  },
  {
    id: 'agent.alter',
    name: {
      en: "Read and alter what passes in alice's user agent or terminal",
      ja: 'アリスのユーザ・エージェントや端末を通る内容を読み、書き換える',
    },
    source: 'paper section 3(1)',
  },
  {
    id: 'hold',
    name: {
      en: 'Hold back or drop a front-channel message',
      ja: 'フロントチャネルのメッセージを留め置く、または捨てる',
    },
    source: 'RFC 9700 3',
  },
  {
    id: 'redirector',
    name: {
      en: "Use a page on the client's site that forwards anywhere",
      ja: 'クライアントのサイトにある任意の転送先へのリダイレクタを使う',
    },
    source: 'RFC 9700 4.11.1',
  },
  {
    id: 'proxy.terminal',
    name: {
      en: "Configure alice's terminal to use a proxy of the attacker",
      ja: 'アリスの端末に攻撃者の中継サーバを使わせる',
    },
    source: 'paper figure 4',
  },
  {
    id: 'proxy.host',
    name: {
      en: "Configure the client's host to use a proxy of the attacker",
      ja: 'クライアントの稼働環境に攻撃者の中継サーバを使わせる',
    },
    source: 'paper figure 4',
  },
  {
    id: 'dns.client',
    name: {
      en: "Answer at the client's address (DNS or ARP)",
      ja: 'クライアントのアドレスで応答する（DNSやARP）',
    },
    source: 'paper figure 4',
  },
  {
    id: 'dns.rs',
    name: {
      en: "Answer at the resource server's address (DNS or ARP)",
      ja: 'リソースサーバのアドレスで応答する（DNSやARP）',
    },
    source: 'paper figure 4',
  },
  {
    id: 'dns.as',
    name: {
      en: "Answer at the authorization server's address (DNS or ARP)",
      ja: '認可サーバのアドレスで応答する（DNSやARP）',
    },
    source: 'RFC 6749 10.9',
  },
  {
    id: 'alter.first-request',
    name: {
      en: 'Alter the first request and its answer while they are in the clear',
      ja: '平文の最初のリクエストとその応答を書き換える',
    },
    source: 'paper figure 4, RFC 9700 4.4.1',
  },
  {
    id: 'own.as',
    name: {
      en: 'Run an authorization server that the client also uses',
      ja: 'クライアントが併用する認可サーバを運営する',
    },
    source: 'RFC 9700 4.4',
  },
  {
    id: 'own.rs',
    name: {
      en: 'Run a resource server that the client calls',
      ja: 'クライアントが呼び出すリソースサーバを運営する',
    },
    source: 'RFC 9700 4.9.1',
  },
  {
    id: 'own.client',
    name: {
      en: 'Run a client registered at the honest authorization server',
      ja: '正規の認可サーバに登録されたクライアントを運営する',
    },
    source: 'RFC 9700 4.12',
  },
  {
    id: 'lure',
    name: {
      en: "Lure alice's browser into sending a request, without seeing the answer",
      ja: 'アリスのブラウザを誘導してリクエストを送らせる（応答は見えない）',
    },
    source: 'RFC 9700 3',
  },
  {
    id: 'content.client',
    name: {
      en: "Have third-party content on the client's page",
      ja: 'クライアントのページに第三者コンテンツを置く',
    },
    source: 'RFC 9700 4.2.1',
  },
  {
    id: 'content.as',
    name: {
      en: "Have third-party content on the authorization server's page",
      ja: '認可サーバのページに第三者コンテンツを置く',
    },
    source: 'RFC 9700 4.2.2',
  },
  {
    id: 'fake-app',
    name: { en: 'Have alice run a fake app', ja: 'アリスに偽のアプリを使わせる' },
    source: 'paper figure 4',
  },
  {
    id: 'fake-app.claims-uri',
    name: {
      en: "Have an app installed that claims the native app's redirect URI",
      ja: 'ネイティブアプリのリダイレクトURIを横取りするアプリをインストールさせる',
    },
    source: 'RFC 7636 1, RFC 8252 8.1',
  },
  {
    id: 'look-alike',
    name: {
      en: "Lead alice to a look-alike of the client's site",
      ja: 'クライアントのサイトに似せた偽サイトへアリスを導く',
    },
    source: 'paper figure 4',
  },
  {
    id: 'frame',
    name: {
      en: "Lead alice to a page that frames the bank's, and have her approve unseen",
      ja: '銀行の画面を透明な枠で重ねたページへアリスを導き、気付かれずに承認させる',
    },
    source: 'paper notes, RFC 9700 4.16',
  },
  {
    id: 'overlay',
    name: {
      en: "Cover what alice's terminal shows with a fake screen",
      ja: 'アリスの端末の表示を偽の画面で覆う',
    },
    source: 'paper notes',
  },
  {
    id: 'stolen.code',
    name: { en: 'Hold a code already stolen', ja: '盗まれた認可コードを持つ' },
    source: 'paper figure 4',
  },
  {
    id: 'stolen.access',
    name: { en: 'Hold an access token already stolen', ja: '盗まれたアクセストークンを持つ' },
    source: 'paper figure 4',
  },
  {
    id: 'stolen.refresh',
    name: { en: 'Hold a refresh token already stolen', ja: '盗まれたリフレッシュトークンを持つ' },
    source: 'paper figure 4',
  },
  {
    id: 'malware',
    name: {
      en: "Use the keys of alice's device and drive the genuine client on it",
      ja: 'アリスの端末の鍵を使い、正規のクライアントを操作する',
    },
    source: 'paper section 5(2)',
  },
] as const satisfies readonly Capability[];

export type CapabilityId = (typeof capabilities)[number]['id'];

/** From a capability's id to its position in `capabilities`. */
export const capabilityIndex: ReadonlyMap<string, number> = new Map(capabilities.map((c, i) => [c.id, i]));

// Searches hold a set of capabilities in one machine word.
if (capabilities.length > 32)
  throw new RangeError(`${capabilities.length} capabilities do not fit into 32 bits`);
