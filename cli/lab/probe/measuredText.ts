// What a measurement of the probe found, for people: by stack, by switch that is never decided, and what was corrected.

import { switchIds } from '../../../model/switches.js';
import { pick, type Lang } from '../../i18n.js';
import { table } from '../../output.js';
import { type Measured, tally } from './measure.js';

const words = {
  stack: { en: 'stack', ja: '構成' },
  configurations: { en: 'configurations', ja: '設定数' },
  right: { en: 'right (true, false)', ja: '正解（真, 偽）' },
  wrong: { en: 'wrong (true, false)', ja: '誤り（真, 偽）' },
  unknown: { en: 'unknown', ja: '不明' },
  all: { en: 'all', ja: '全体' },
  notProbed: { en: 'not probed: an honest request fails there', ja: '検査せず（正規の要求が失敗）' },
  never: { en: 'never decided', ja: '一度も判明せず' },
  decided: {
    en: 'unknown among switches that were decided at least once',
    ja: '一度でも判明したスイッチに占める不明',
  },
  corrected: { en: 'settings that are not as the stack declares', ja: '構成の宣言と異なる設定' },
  wrongAt: { en: 'wrong', ja: '誤り' },
} as const;

const percent = (part: number, whole: number): string =>
  whole === 0 ? '-' : `${((100 * part) / whole).toFixed(1)}%`;

export function measuredText(all: readonly Measured[], lang: Lang): string {
  const say = (key: keyof typeof words) => pick(words[key], lang);
  const row = (name: string, some: readonly Measured[]) => {
    const t = tally(some);
    return [
      name,
      t.configurations,
      `${t.rightTrue + t.rightFalse} (${t.rightTrue}, ${t.rightFalse})`,
      `${t.wrongTrue + t.wrongFalse} (${t.wrongTrue}, ${t.wrongFalse})`,
      `${t.unknown} (${percent(t.unknown, t.settings)})`,
    ];
  };
  const stacks = [...new Set(all.map(({ stack }) => stack))];
  const found = all.flatMap(({ stack, switches }) => (switches ?? []).map((s) => ({ stack, ...s })));
  const decided = new Set(found.filter(({ is }) => is !== 'unknown').map((s) => s.switch));
  const testable = found.filter((s) => decided.has(s.switch));
  const corrected = new Map(
    found.flatMap((s) => (s.corrected === null ? [] : [[`${s.stack}: ${s.switch}`, s.corrected] as const])),
  );
  const wrong = found.filter((s) => s.is !== 'unknown' && s.is !== s.truth);
  return [
    table(
      [say('stack'), say('configurations'), say('right'), say('wrong'), say('unknown')],
      [
        ...stacks.map((s) =>
          row(
            s,
            all.filter(({ stack }) => stack === s),
          ),
        ),
        row(say('all'), all),
      ],
    ),
    `${say('notProbed')}: ${tally(all).notProbed}`,
    `${say('decided')}: ${percent(testable.filter(({ is }) => is === 'unknown').length, testable.length)} (${decided.size}/${switchIds.length})`,
    `${say('never')}: ${switchIds.filter((id) => !decided.has(id)).join(', ')}`,
    ...wrong.map((s) => `${say('wrongAt')}: ${s.stack}: ${s.switch}: ${s.is}`),
    ...(corrected.size === 0 ? [] : [`${say('corrected')}:`]),
    ...[...corrected].map(([what, why]) => `  ${what}: ${why}`),
  ].join('\n');
}
