// OPINION. How hard a capability is to come by and how grave a goal is, in three levels, each with a reason. They suit
// no bank in particular: a file of weights replaces what is different there. No verdict depends on them.

import type { CapabilityId } from '../../attacks/capabilities/capabilities.js';
import type { goals } from '../../attacks/goals.js';
import type { Text } from '../text.js';

export type EndGoal = Extract<(typeof goals)[number], { readonly kind: 'end' }>['id'];

export const levels = ['low', 'medium', 'high'] as const;
export type Level = (typeof levels)[number];
/** A level as a number: each is three times the one before. */
export const numberOf: Readonly<Record<Level, number>> = { low: 1, medium: 3, high: 9 };

export interface Opinion {
  readonly level: Level;
  readonly why: Text;
}
const opinion = (level: Level, en: string, ja: string): Opinion => ({ level, why: { en, ja } });

const anybody = ['anybody can do it from afar, at no cost', '誰でも遠隔から費用なしにできる'] as const;
const onPath = [
  'it takes a place on the way, at one victim',
  '通信路上の位置が必要で、対象は個々の被害者',
] as const;
const inside = ['it takes an intrusion or an insider', '侵入または内部者が必要'] as const;
const terminal = ["it takes a hold on the victim's terminal", '被害者の端末の掌握が必要'] as const;
const bought = ['such things leak, and are sold', '漏洩・売買されている'] as const;

export const efforts: Readonly<Record<CapabilityId, Opinion>> = {
  guess: opinion('high', 'codes and tokens are long', '認可コードやトークンは十分に長い'),
  'wiretap.front': opinion('medium', ...onPath),
  'wiretap.back': opinion('high', 'it takes a place between two servers', 'サーバ間の通信路上の位置が必要'),
  'logs.live': opinion('high', ...inside),
  'logs.after': opinion('medium', 'old logs go to many hands', '過去のログは多くの人の手に渡る'),
  host: opinion('high', ...inside),
  'agent.read-request': opinion('medium', 'browser extensions see as much', 'ブラウザ拡張で見える'),
  'agent.read-response': opinion('medium', 'browser extensions see as much', 'ブラウザ拡張で見える'),
  'agent.alter': opinion('high', ...terminal),
  hold: opinion('medium', ...onPath),
  redirector: opinion('low', 'one page that forwards is enough', '転送する画面が一つあれば足りる'),
  'proxy.terminal': opinion('high', ...terminal),
  'proxy.host': opinion('high', ...inside),
  'dns.client': opinion(
    'medium',
    'a false answer in one network is enough',
    '一つのネットワークでの偽応答で足りる',
  ),
  'dns.rs': opinion('high', 'it takes a false answer to a server', 'サーバに対する偽応答が必要'),
  'dns.as': opinion(
    'medium',
    'a false answer in one network is enough',
    '一つのネットワークでの偽応答で足りる',
  ),
  'alter.first-request': opinion('medium', ...onPath),
  'own.as': opinion(
    'medium',
    'the client must accept it as one of its banks',
    'クライアントが接続先として受け入れる必要がある',
  ),
  'own.rs': opinion('medium', 'the client must call it', 'クライアントが呼び出す必要がある'),
  'own.client': opinion('medium', 'the bank must register it', '金融機関への登録が必要'),
  lure: opinion('low', ...anybody),
  'content.client': opinion(
    'medium',
    'it takes one supplier of scripts or pictures',
    'スクリプトや画像の供給元が必要',
  ),
  'content.as': opinion(
    'high',
    'banks put little of others on these pages',
    '金融機関の画面に第三者の内容は少ない',
  ),
  'fake-app': opinion('medium', 'the victim must install it', '被害者によるインストールが必要'),
  'fake-app.claims-uri': opinion('medium', 'the victim must install it', '被害者によるインストールが必要'),
  'look-alike': opinion('low', ...anybody),
  frame: opinion('low', ...anybody),
  overlay: opinion(
    'medium',
    'the victim must install an app that may draw over others',
    '他の画面に重ねて表示できるアプリが必要',
  ),
  'stolen.code': opinion('medium', ...bought),
  'stolen.access': opinion('medium', ...bought),
  'stolen.refresh': opinion('medium', ...bought),
  malware: opinion('high', ...terminal),
};

export const impacts: Readonly<Record<EndGoal, Opinion>> = {
  transfer: opinion('high', 'money is gone', '金銭を失う'),
  credentials: opinion('high', 'the password opens everything', 'パスワードですべてが可能になる'),
  'read.direct': opinion('medium', 'account data is disclosed', '口座情報が漏れる'),
  'read.via-client': opinion('medium', 'account data is disclosed', '口座情報が漏れる'),
  'read.in-transit': opinion('medium', 'account data is disclosed', '口座情報が漏れる'),
  'read.lasting': opinion(
    'high',
    'account data is disclosed for long, unnoticed',
    '口座情報が気付かれずに漏れ続ける',
  ),
  capture: opinion('medium', "the victim's entries end up with the attacker", '被害者の入力が攻撃者に渡る'),
  sync: opinion('medium', 'data of two owners is mixed', '二人のデータが混ざる'),
  session: opinion('medium', 'the victim acts in a foreign account', '被害者が他人の口座で操作する'),
  denial: opinion(
    'low',
    'access is interrupted, and can be granted again',
    '利用は中断するが、再び許可できる',
  ),
};
