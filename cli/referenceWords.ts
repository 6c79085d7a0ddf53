// What the reference pages say of exit codes and of the JSON of each command.

import type { CommandName } from './commands/names.js';
import type { EXIT } from './errors.js';
import type { Text } from './i18n.js';

export const exitMeanings: Readonly<Record<keyof typeof EXIT, Text>> = {
  ok: { en: 'done, as expected', ja: '期待どおり終了' },
  crash: { en: 'crash: a fault of the program', ja: 'プログラムの不具合' },
  attack: { en: 'attack found, or a gate tripped', ja: '攻撃を発見、またはゲートが作動' },
  inconclusive: {
    en: 'inconclusive: a budget ended the search, or somebody was neither found nor ruled out',
    ja: '判定不能。上限で探索が終わったか、到達も不可能も示せない攻撃者がいる',
  },
  vacuous: {
    en: 'vacuous: the honest run does not finish in this configuration',
    ja: '無意味。この構成では正規のフローが完了しない',
  },
  replayFailed: {
    en: 'a trace failed to replay, or a certificate does not hold',
    ja: '手順が再実行できない、または証明書が正しくない',
  },
  notAllClosed: {
    en: '`harden`: not all can be closed; what closes the rest was printed',
    ja: '`harden` で、すべては塞げない。塞げるものを塞ぐ対策は表示した',
  },
  mismatch: {
    en: 'real software does not do what the model says of it (`confirm`, `conform`)',
    ja: '実際のソフトウェアがモデルの述べるとおりに動かない（`confirm`、`conform`）',
  },
  usage: { en: 'wrong usage', ja: '使い方の誤り' },
  badFile: { en: 'bad profile or file', ja: 'プロファイルまたはファイルの誤り' },
  missing: { en: 'file missing', ja: 'ファイルがない' },
  cannotWrite: { en: 'cannot write: the device is full, or broken', ja: '書き込めない（容量不足など）' },
  interrupted: {
    en: 'interrupted; what was known by then has been written',
    ja: '中断。それまでに分かったことは書き出した',
  },
};

/** The fields of each command's result. */
export const jsonForms: Readonly<Record<CommandName, string>> = {
  table:
    '`version`, `base`, `bounds`, `interrupted`, `goals`, `threats`, `byClient`, `stats`, and `changes` with `--browsers`',
  paths: '`version`, `bounds`, `interrupted`, `switches`, `capabilities`, `configurations`, `goals`, `stats`',
  breaks: '`version`, `of`, `profile`, `bounds`, `paths` (how many), `breakingSets` (null: not exhausted)',
  compare:
    '`version`, `model` and `goals` (digests), `interrupted`, `profiles`, `rows`, `differences`, `gates`',
  explain:
    '`version`, `profile`, `goal` or `threat`, `verdict`, `openPaths`, `attackers`, `witness`, `stopped`, `reopenings`, `measures`, `switches`, `bounds`',
  harden: '`version`, `profile`, `targets`, `sets`, `isCut`, `untouchable`, `searched`, `bounds`',
  import: '`version`, `name`, `switches`, `undecided`, `scenario`, `scenarioFrom`, `left`',
  lock: 'the lock; with `--out`: `version`, `out`, `profiles`, `verdicts` (how many)',
  report: '`version`, `out`, `bytes`, `searches`, `paths`, `presets`',
  derive: '`version`, `model` (digest), `interrupted`, `searches`',
  search:
    '`version`, `goal`, `profile`, `bounds`, `seed`, `verdict`, `capabilities`, `attackers`, `complete`, `trace`, `replayed`, `stats`',
  replay: '`version`, `replayed`, `goal`, `steps`',
  draw: '`version`, `kind`, `lang`, `files`, `scale`; of `all`: `version`, `kind`, `folder`, `drawings`',
  fuzz: '`version`, `goal`, `threat`, `profile`, `added`, `bounds`, `seed`, `verdict`, `walks`, `trace`, `replayed`',
  bench: 'the figures, as they are appended to the file',
  export: '`version`, `out`, `to`, `subject`, `moves`, `alternatives`',
  'export-trail': '`version`, `out`, `steps`',
  'import-trail': '`version`, `replayed`, `goal`, `trace` (the file)',
  'compare-spin': '`version`, `seed`, `spin`, the tallies, `tooLarge`, `disagreements`, `interrupted`',
  certify:
    'with `--upper`: `version`, `profile`, `bounds`, `verdict`, `goals`, `proves`, `stats`; else the certificate is the file',
  'check-cert': '`version`, `holds`, `goal`, `profile`, `bounds`, `on`, `states`, `depth`',
  literature: '`version`, `results`, each with both answers',
  cases: '`version`, `cases`, each with its `variants`',
  list: 'the list; without a name, all lists by name',
  validate:
    'a list: `file`, `ok`, then `name`, `on`, `unknown`, `notes`, `scenario`, `attacker`, `honestRun`, or `error`',
  ask: '`version`, `profile`, then the questions with whom to ask and what each would settle, `bounds`',
  probe:
    '`version`, `name`, `at`, then each switch with its evidence; `--measure`: `version`, `seed`, `total`, `configurations`',
  sweep:
    '`version`, `model` and `program` (digests), `plan`, `cells`, `asked`, `kept`, `made`, `failed`, `left`, `out`, `leftOut`, `dead`, `interrupted`',
  worker: '`version`, `model` and `program` (digests), `answered`, `failed`, `left`, `interrupted`',
  merge:
    '`version`, `model` and `program` (digests), `plan`, `cells`, `out`, `written`, `answered`, `verdicts`, `missing`, `doubled`, `damaged`, `ofOthers`, `beyond`, `contradicted`',
  step: '`version`, `profile`, `bounds`, `on`, `steps`, `ahead`, `knows`, `reached`, `moves`, `beyond`',
  confirm: '`version`, `interrupted`, `results`, one for each trace and each set of checks turned on',
  conform: '`version`, `server`, `client`, `seed`, `interrupted`, the tallies and the mismatches',
  schema: 'the JSON Schema of profile files, or of the other files that are named',
};
