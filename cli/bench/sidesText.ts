// The three searches of one world side by side, for people.

import { fullScenarioText } from '../../properties/drawings/scenarioText.js';
import type { Common, Sides } from '../../properties/bench/sides.js';
import type { Lang } from '../i18n.js';

export const sidesText = (
  { scenario, profile, capabilities }: Omit<Common, 'goals'>,
  sides: Sides,
  lang: Lang,
): string => {
  const { engine, plain, spin, spinMissing, enumeration, agree, reached } = sides;
  const t = told[lang];
  return [
    t.world(fullScenarioText(scenario, lang), capabilities.join(' + ')),
    t.engine(engine.states, engine.seconds, engine.exhausted),
    plain === null ? t.notBegun : t.plain(profile.name, plain.states, plain.seconds, plain.exhausted),
    spin !== null
      ? t.spin(
          spin.version,
          spin.states,
          spin.seconds,
          spin.exportSeconds,
          spin.compileSeconds,
          spin.exhausted,
        )
      : spinMissing !== null
        ? t.noSpin(spinMissing)
        : t.spinNotRun,
    ...(enumeration === null
      ? []
      : [t.plainRatio(enumeration.measureSets, enumeration.seconds, enumeration.ratio)]),
    ...(enumeration === null || enumeration.spinSeconds === null || enumeration.spinRatio === null
      ? []
      : [t.spinRatio(enumeration.spinSeconds, enumeration.spinRatio)]),
    agree ? t.agree(reached) : t.disagree,
  ].join('\n');
};

const told = {
  en: {
    world: (world: string, attacker: string) => `${world}; the attacker: ${attacker}`,
    engine: (states: number, s: number, exhausted: boolean) =>
      `this search, every configuration, every such attacker: ${states} states, ${s} s${exhausted ? '' : ', NOT exhausted: the true time is longer'}`,
    plain: (profile: string, states: number, s: number, exhausted: boolean) =>
      `plain search, ${profile} alone, one attacker: ${states} states, ${s} s${exhausted ? '' : ', NOT exhausted: the true time is longer'}`,
    notBegun: 'plain search: interrupted before it began',
    spin: (
      version: string,
      states: number,
      s: number,
      exporting: number,
      compiling: number,
      exhausted: boolean,
    ) =>
      `${version}, the same as the plain search: ${states} states, ${s} s; before that ${exporting} s to export and ${compiling} s to compile${exhausted ? '' : '; NOT exhausted'}`,
    noSpin: (why: string) => `SPIN is not compared with: ${why}`,
    spinNotRun: 'SPIN: interrupted',
    plainRatio: (sets: number, s: number, ratio: number) =>
      `plain search of all ${sets} sets of measures at that rate: ${s} s, ${ratio} times this search`,
    spinRatio: (s: number, ratio: number) =>
      `SPIN's search of all of them, compiling not counted: ${s} s, ${ratio} times this search`,
    agree: (goals: number) =>
      `where exhausted, all reach the same ${goals} goals there in as few steps as each other`,
    disagree: 'They DISAGREE on goals or their fewest steps: a fault; `sekisho compare-spin` shows which',
  },
  ja: {
    world: (world: string, attacker: string) => `${world}; 攻撃者: ${attacker}`,
    engine: (states: number, s: number, exhausted: boolean) =>
      `本探索（全構成・該当する全攻撃者）: ${states} 状態、${s} 秒${exhausted ? '' : '、探索は未完了: 実際はさらに長い'}`,
    plain: (profile: string, states: number, s: number, exhausted: boolean) =>
      `素朴な探索（${profile} のみ・攻撃者1種）: ${states} 状態、${s} 秒${exhausted ? '' : '、探索は未完了: 実際はさらに長い'}`,
    notBegun: '素朴な探索: 開始前に中断',
    spin: (
      version: string,
      states: number,
      s: number,
      exporting: number,
      compiling: number,
      exhausted: boolean,
    ) =>
      `${version}（素朴な探索と同じ対象）: ${states} 状態、${s} 秒。その前に書き出し ${exporting} 秒、コンパイル ${compiling} 秒${exhausted ? '' : '。探索は未完了'}`,
    noSpin: (why: string) => `SPIN との比較なし: ${why}`,
    spinNotRun: 'SPIN: 中断',
    plainRatio: (sets: number, s: number, ratio: number) =>
      `同じ速さで対策の組合せ ${sets} 通りを素朴に探索すると ${s} 秒、本探索の ${ratio} 倍`,
    spinRatio: (s: number, ratio: number) =>
      `SPIN で同じことをすると（コンパイルを除き） ${s} 秒、本探索の ${ratio} 倍`,
    agree: (goals: number) => `探索し終えたものはすべて、同じ ${goals} 個の目標に同じ最短ステップ数で到達`,
    disagree: '到達する目標または最短ステップ数が一致しない: 不具合。`sekisho compare-spin` で確認できる',
  },
} as const;
