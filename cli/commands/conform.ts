import type { Command } from 'commander';
import { EXIT } from '../errors.js';
import type { Lang, Text } from '../i18n.js';
import { type Conformance, conform } from '../lab/conform/conform.js';
import { checkNames, withLab } from '../lab/lab.js';
import { json, print, progress } from '../output.js';
import { langOption } from '../profiles/common.js';
import { version, wholeNumber } from '../run.js';
import { begin } from './names.js';

interface Options {
  readonly server: string;
  readonly client: string;
  readonly walks: number;
  readonly seed?: number;
  readonly maxSteps: number;
  readonly maxMismatches: number;
  readonly lang: Lang;
  readonly json?: boolean;
}
const largestSeed = 2 ** 31 - 1;

const words = {
  walks: { en: 'walks', ja: '回のランダムウォーク' },
  steps: { en: 'moves performed', ja: '手を実行' },
  refused: { en: 'refused by both', ja: '両者が拒否' },
  none: { en: 'model and stack did the same', ja: 'モデルと実機は一致' },
  sorts: { en: 'sorts of mismatch', ja: '種類の不一致' },
  times: { en: 'times', ja: '回' },
  model: { en: 'model', ja: 'モデル' },
  stack: { en: 'stack', ja: '実機' },
  attacker: { en: 'attacker has', ja: '攻撃者の能力' },
  nothing: { en: 'nothing', ja: 'なし' },
} as const satisfies Record<string, Text>;

export function register(program: Command): void {
  begin(program, 'conform')
    .option('--server <name>', 'authorization server: oidc-provider, node-oauth', 'oidc-provider')
    .option('--client <name>', 'client: openid-client, passport-oauth2', 'openid-client')
    .option('--walks <n>', 'walks to make', wholeNumber('--walks', 1, 1_000_000), 1000)
    .option('--seed <n>', 'repeat the walks of this seed', wholeNumber('--seed', 0, largestSeed))
    .option('--max-steps <n>', 'longest walk', wholeNumber('--max-steps', 1, 100), 12)
    .option('--max-mismatches <n>', 'stop after so many sorts', wholeNumber('--max-mismatches', 1, 1000), 20)
    .addOption(langOption())
    .option('--json', 'print JSON')
    .action(run);
}

async function run(options: Options): Promise<void> {
  checkNames(options);
  const { server, client, walks, maxSteps, maxMismatches } = options;
  const seed = options.seed ?? Math.floor(Math.random() * largestSeed);
  let interrupted = false;
  const result = await withLab({ server, client, hasBrowser: false }, (lab, wasInterrupted) =>
    conform(lab, {
      walks,
      seed,
      maxSteps,
      maxMismatches,
      shouldStop: () => (interrupted ||= wasInterrupted()),
      onWalk: (n) => progress(`${n} / ${walks}`),
    }),
  );
  progress('');
  if (options.json) json({ version, server, client, seed, interrupted, ...result });
  else print(textOf(`${server} + ${client}`, seed, result, options.lang));
  process.exitCode = interrupted ? EXIT.interrupted : result.mismatches.length > 0 ? EXIT.mismatch : EXIT.ok;
}

function textOf(stack: string, seed: number, r: Conformance, lang: Lang): string {
  const t = (text: Text) => text[lang];
  const found = r.mismatches.length === 0 ? t(words.none) : `${r.mismatches.length} ${t(words.sorts)}`;
  return [
    `${stack}, seed ${seed}: ${r.walks} ${t(words.walks)}, ${r.steps} ${t(words.steps)} (${t(words.refused)}: ${r.refused}); ${found}`,
    ...r.mismatches.flatMap((m) => [
      '',
      `${m.signature}  (${m.times} ${t(words.times)})`,
      ...m.moves.map((move, i) => `  ${i + 1}. ${move}`),
      `  ${t(words.model)}: ${m.model}`,
      `  ${t(words.stack)}: ${m.stack}`,
      `  ${t(words.attacker)}: ${m.capabilities.join(', ') || t(words.nothing)}`,
    ]),
  ].join('\n');
}
