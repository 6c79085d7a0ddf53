// What is said about the queue, in both languages.

import type { Versions } from '../../../properties/sweeps/versions.js';

const short = ({ model, program }: Versions) =>
  `model ${model.slice(0, 16)}, program ${program.slice(0, 16)}`;

export const told = {
  down: {
    en: (url: string, why: string) => `Redis at ${url} does not answer (${why}); waiting for it`,
    ja: (url: string, why: string) => `Redis（${url}）が応答しません（${why}）。復帰を待ちます`,
  },
  upAgain: {
    en: (url: string) => `Redis at ${url} answers again`,
    ja: (url: string) => `Redis（${url}）が復帰しました`,
  },
  progress: {
    en: (n: number, all: number, dead: number) => `${n} of ${all} cells answered, ${dead} dead`,
    ja: (n: number, all: number, dead: number) => `全 ${all} セルのうち ${n} 回答済み、断念 ${dead}`,
  },
  works: {
    en: (url: string, of: Versions) => `works for ${url}: ${short(of)}`,
    ja: (url: string, of: Versions) => `${url} のために稼働: ${short(of)}`,
  },
  answered: {
    en: (name: string) => `answered: ${name}`,
    ja: (name: string) => `回答: ${name}`,
  },
  failed: {
    en: (name: string, why: string, tries: number, most: number) =>
      `failed, try ${tries} of ${most}: ${name}: ${why}`,
    ja: (name: string, why: string, tries: number, most: number) =>
      `失敗（${most} 回中 ${tries} 回目）: ${name}: ${why}`,
  },
  trouble: {
    en: (why: string) => `the queue is in trouble (${why}); waiting for it`,
    ja: (why: string) => `キューの異常（${why}）。復帰を待ちます`,
  },
  ending: {
    en: 'ending when the cells at hand are answered; once more ends at once, and they are answered elsewhere',
    ja: '処理中のセルに答えてから終了します。もう一度でただちに終了し、そのセルは他で答えます',
  },
  refused: {
    en: (n: number, theirs: string, ours: string) =>
      `refused: ${n} cells wait for version ${theirs}; this is ${ours}, whose answers would be of another model or program`,
    ja: (n: number, theirs: string, ours: string) =>
      `拒否: ${n} セルがバージョン ${theirs} を待っています。こちらは ${ours} で、別のモデルまたはプログラムの答えになります`,
  },
  done: {
    en: (n: number, failed: number) => `answered ${n} cells, ${failed} tries failed`,
    ja: (n: number, failed: number) => `${n} セルに回答、失敗 ${failed} 回`,
  },
  counts: {
    en: (
      waiting: number,
      active: number,
      delayed: number,
      completed: number,
      failed: number,
      workers: number,
    ) =>
      `in the queue: ${waiting} waiting, ${active} at work, ${delayed} to be tried again, ${completed} answered and not fetched, ${failed} dead; workers: ${workers}`,
    ja: (
      waiting: number,
      active: number,
      delayed: number,
      completed: number,
      failed: number,
      workers: number,
    ) =>
      `キュー: 待ち ${waiting}、処理中 ${active}、再試行待ち ${delayed}、回答済み未回収 ${completed}、断念 ${failed}。ワーカ: ${workers}`,
  },
  sweep: {
    en: (plan: string, n: number, all: number, dead: number, ago: number) =>
      `${plan}: ${n} of ${all} cells answered, ${dead} dead; as of ${ago} s ago`,
    ja: (plan: string, n: number, all: number, dead: number, ago: number) =>
      `${plan}: 全 ${all} セルのうち ${n} 回答済み、断念 ${dead}（${ago} 秒前の時点）`,
  },
  estimate: {
    en: (least: string, most: string, n: number, mean: string, longest: string) =>
      `the rest takes ${least} to ${most}, if it is like the ${n} cells answered (${mean} s on average, ${longest} s at most) and as many are at work as now`,
    ja: (least: string, most: string, n: number, mean: string, longest: string) =>
      `残りは ${least}〜${most}（回答済みの ${n} セル〔平均 ${mean} 秒、最長 ${longest} 秒〕と同様で、処理中の数が今のままの場合）`,
  },
  noEstimate: {
    en: (n: number) => `no estimate: ${n} cells are answered, which are too few, or nobody is at work`,
    ja: (n: number) => `見積りなし: 回答済みが ${n} セルと少ないか、処理中のものがない`,
  },
  deadColumns: {
    en: ['cell', 'what', 'tries', 'error'],
    ja: ['セル', '内容', '試行', 'エラー'],
  },
  more: { en: (n: number) => `… and ${n} more (--json)`, ja: (n: number) => `ほか ${n} 件（--json）` },
} as const;
