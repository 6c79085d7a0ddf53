// Switches that no test from outside decides, each with the reason.

import { type NotTestable, text } from './check.js';

const inside = text(
  'it happens inside the client, where nothing of it is seen',
  'クライアント内部のことで、外からは見えない',
);
const dishonest = text(
  'it takes a dishonest server that the client is registered with',
  'クライアントが登録された不正な認可サーバを要する',
);
const people = text(
  'it is about people and their devices, not about servers',
  'サーバではなく人や端末に関する',
);
const bank = text('it takes an order at the bank, which is not given', '銀行への指図を要し、実行しない');

export const notTestable: readonly NotTestable[] = [
  { switch: 'redirect.by-issuer', why: dishonest },
  { switch: 'metadata.authoritative', why: dishonest },
  { switch: 'metadata.issuer-verified', why: dishonest },
  { switch: 'client.rs-of-server', why: dishonest },
  { switch: 'logs.no-codes', why: inside },
  { switch: 'logs.no-tokens', why: inside },
  { switch: 'client.monitored', why: inside },
  {
    switch: 'client.instance-keys',
    why: text('it takes two copies of a native app', 'ネイティブアプリの2つの複製を要する'),
  },
  { switch: 'app.trusted-source', why: people },
  { switch: 'browser.referrer-origin-only', why: people },
  { switch: 'browser.proxy-origin-only', why: people },
  {
    switch: 'account.shown',
    why: text('what a page means to a person is not tested', '画面が人に何を示すかは検査しない'),
  },
  {
    switch: 'services.shown',
    why: text('what a page means to a person is not tested', '画面が人に何を示すかは検査しない'),
  },
  {
    switch: 'owner.can-revoke',
    why: text('how an owner revokes differs between clients', '取消しの方法はクライアントごとに異なる'),
  },
  {
    switch: 'owner.revokes-at-bank',
    why: text('how an owner revokes differs between banks', '取消しの方法は銀行ごとに異なる'),
  },
  { switch: 'second-channel', why: bank },
  { switch: 'grant.order-compared', why: bank },
  { switch: 'sync.refused', why: bank },
  {
    switch: 'token.audience-checked',
    why: text(
      'it takes a token that was made for another resource server',
      '別のリソースサーバ用のトークンを要する',
    ),
  },
];
