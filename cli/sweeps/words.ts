// What the commands on sweeps say, in both languages.

import type { Lang } from '../i18n.js';
import type { LeftOut } from '../../properties/sweeps/plan.js';

export interface Summary {
  readonly plan: string;
  /** Cells of the plan, and of them those that this run was to see to. */
  readonly cells: number;
  readonly asked: number;
  readonly kept: number;
  readonly made: number;
  readonly failed: number;
  readonly left: number;
  readonly out: string | null;
}

export const told = {
  summary: {
    en: (s: Summary) =>
      `${s.plan}: ${s.asked} of ${s.cells} cells; ${s.kept} were there, ${s.made} answered now, ${s.failed} failed, ${s.left} left${s.out === null ? '' : `; ${s.out}`}`,
    ja: (s: Summary) =>
      `${s.plan}: 全 ${s.cells} セルのうち ${s.asked} セルを担当。既存 ${s.kept}、今回 ${s.made}、失敗 ${s.failed}、残り ${s.left}${s.out === null ? '' : `。${s.out}`}`,
  },
  failed: {
    en: (name: string, error: string) => `failed: ${name}: ${error}`,
    ja: (name: string, error: string) => `失敗: ${name}: ${error}`,
  },
  interrupted: {
    en: 'interrupted: go on with --resume',
    ja: '中断しました。--resume で再開できます',
  },
  leftOut: {
    en: ({ flaw, kind, contradiction }: LeftOut) =>
      `left out, for they are no question: ${kind} in another kind of world than the profile states, ${flaw} in a senseless world, ${contradiction} with a switch that says nothing there`,
    ja: ({ flaw, kind, contradiction }: LeftOut) =>
      `問いにならないため除いた組合せ: プロファイルの定める種類と異なる世界 ${kind}、成り立たない世界 ${flaw}、意味を持たないスイッチ ${contradiction}`,
  },
  merged: {
    en: (n: number, cells: number, out: string) => `${n} of ${cells} cells; ${out}`,
    ja: (n: number, cells: number, out: string) => `全 ${cells} セルのうち ${n} セル。${out}`,
  },
  wrote: { en: (file: string) => `wrote ${file}`, ja: (file: string) => `${file} に書き出しました` },
  notWritten: { en: 'nothing was written', ja: '何も書き出していません' },
  missing: {
    en: (n: number) =>
      `${n} missing: ask them with \`sekisho sweep --resume\`, or write what there is with --partial`,
    ja: (n: number) =>
      `不足 ${n} セル: \`sekisho sweep --resume\` で埋めるか、--partial であるものだけを書き出す`,
  },
  more: { en: (n: number) => `… and ${n} more`, ja: (n: number) => `ほか ${n} 件` },
  doubled: {
    en: (n: number) => `${n} doubled: each cell counts once, and all answers to it are the same`,
    ja: (n: number) => `重複 ${n} 行: 各セルは1回だけ数え、答えはすべて一致`,
  },
  damaged: {
    en: (n: number, where: string) => `${n} damaged lines, not counted: ${where}`,
    ja: (n: number, where: string) => `破損した行 ${n}（数えない）: ${where}`,
  },
  ofOthers: {
    en: (n: number, versions: string) => `${n} lines of another version, not counted: ${versions}`,
    ja: (n: number, versions: string) => `別のバージョンの行 ${n}（数えない）: ${versions}`,
  },
  beyond: {
    en: (n: number) => `${n} lines of cells that are not in the plan, not counted`,
    ja: (n: number) => `計画にないセルの行 ${n}（数えない）`,
  },
  contradicted: {
    en: (cell: string, one: string, other: string) =>
      `cell ${cell} has two answers: ${one} and ${other}; this is a fault of the program or of a machine`,
    ja: (cell: string, one: string, other: string) =>
      `セル ${cell} に2つの異なる答え: ${one} と ${other}。プログラムか機械の不具合`,
  },
  verdicts: {
    en: (counts: string) => `verdicts: ${counts}`,
    ja: (counts: string) => `判定: ${counts}`,
  },
  flaws: {
    torn: { en: 'cut off', ja: '途中で切れている' },
    foreign: { en: 'not of a sweep', ja: 'スイープの行ではない' },
    altered: { en: 'altered', ja: '書き換えられている' },
  },
} as const;

export const tellLeftOut = (leftOut: LeftOut, lang: Lang): string | null =>
  Object.values(leftOut).some((n) => n > 0) ? told.leftOut[lang](leftOut) : null;
