import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline/promises';
import type { Command } from 'commander';
import { ladder } from '../../attacks/catalogue/ladder.js';
import { switches } from '../../model/switches.js';
import { type Question, type Questions, questionsOf } from '../../properties/verdicts/ask.js';
import {
  type Answer,
  answerFrom,
  checkOpen,
  noteOf,
  withAnswers,
} from '../../properties/profiles/answers.js';
import { idOf } from '../../properties/verdicts/judge.js';
import { whoms, whomToAsk } from '../../properties/verdicts/whom.js';
import { CliError, EXIT } from '../errors.js';
import { writeOutput } from '../files.js';
import { type Lang, pick, type Text } from '../i18n.js';
import { json, print } from '../output.js';
import { plain } from '../plain.js';
import { checkLoads, loadProfile } from '../profile.js';
import { howToFind, whomWords } from '../profiles/asking.js';
import { boundsLines } from '../profiles/bounds.js';
import {
  addVerdictOptions,
  groundsFor,
  langOption,
  targetsNamed,
  type VerdictOptions,
} from '../profiles/common.js';
import { isShipped } from '../../properties/profiles/names.js';
import { explainWords } from '../profiles/words.js';
import { collect, version, wholeNumber } from '../run.js';
import { begin } from './names.js';

interface Options extends VerdictOptions {
  readonly goal?: readonly string[];
  readonly threat?: readonly string[];
  readonly limit: number;
  readonly answer?: readonly Answer[];
  readonly source?: string;
  readonly interactive?: boolean;
  readonly quick?: boolean;
  readonly out?: string;
  readonly json?: boolean;
  readonly lang: Lang;
}

const words = {
  nothing: {
    en: 'No answer depends on what is unknown: there is nothing to ask.',
    ja: '未定の項目に左右される判定はない。尋ねることはない。',
  },
  ask: { en: 'Ask', ja: '確認先:' },
  how: { en: 'How to find out', ja: '調べ方' },
  answers: { en: 'Write an answer with', ja: '答えの書込み:' },
  prompt: { en: 'yes, no, or nothing if you do not know', ja: 'yes / no / 不明なら空のまま' },
  from: { en: 'Who said so, or where does it stand?', ja: '答えた人または根拠は？' },
} as const satisfies Record<string, Text>;

export function register(program: Command): void {
  addVerdictOptions(
    begin(program, 'ask')
      .argument('<profile>', 'a YAML file, or the name of a shipped profile')
      .option('--goal <goal>', 'only answers on this goal (repeatable)', collect)
      .option('--threat <threat>', 'only answers on this threat (repeatable)', collect)
      .option('--limit <n>', 'questions', wholeNumber('--limit', 1, 8), 3)
      .option('--quick', 'stand on what ships and is kept, without a search of this profile of its own')
      .option(
        '--answer <switch=true|false>',
        'write an answer into the profile (repeatable); needs --source',
        answerFrom,
      )
      .option('--source <text>', 'who said so, or where it stands')
      .option('--interactive', 'ask here, and write the answers into the profile')
      .option('-o, --out <file>', 'write the answers into this file instead')
      .option('--json', 'print JSON')
      .addOption(langOption()),
  ).action(async (name: string, options: Options) => {
    if (options.answer !== undefined) {
      if (options.source === undefined || options.source.trim() === '')
        throw new CliError(EXIT.usage, 'an answer needs its source', {
          why: 'whoever reads the profile later wants to know who said so',
          fix: 'add --source "bank, mail of 3 March"',
        });
      write(name, options.answer, options.source, options);
      return;
    }
    if (options.source !== undefined)
      throw new CliError(EXIT.usage, '--source is of no use without --answer', {
        fix: 'add --answer <switch>=true or --answer <switch>=false',
      });
    if (options.interactive && !(process.stdin.isTTY && process.stdout.isTTY))
      throw new CliError(EXIT.usage, '--interactive needs a terminal', {
        fix: 'give answers as --answer <switch>=true --source <text>',
      });
    const wanted = targetsNamed(options.goal, options.threat);
    const { grounds, interrupted } = await groundsFor([name], options, { writes: options.out }, wanted, {
      own: options.quick !== true,
    });
    const ground = grounds[0]!;
    const found = questionsOf(ground, wanted, ladder, options.limit);
    const bounds = (lang: Lang) => boundsLines(ground, lang);
    if (options.json) json({ version, profile: ground.profile.name, ...asData(found), bounds: bounds('en') });
    else {
      print(asText(ground.profile.name, found, name, options.lang));
      print(
        ['', pick(explainWords.bounds, options.lang), ...bounds(options.lang).map((l) => `  ${l}`)].join(
          '\n',
        ),
      );
    }
    if (options.interactive) await askHere(name, found.questions, options);
    process.exitCode = interrupted ? EXIT.interrupted : EXIT.ok;
  });
}

const switchOf = (id: string) => switches.find((s) => s.id === id)!;
const rounded = (n: number): string => String(Math.round(n * 10) / 10);

function questionLines(q: Question, n: number, { open }: Questions, lang: Lang): readonly string[] {
  const all = open.length;
  const name = pick(switchOf(q.switch).name, lang);
  return lang === 'en'
    ? [
        `  ${n}. ${q.switch}: ${name}. Is it so?`,
        `     yes decides ${q.ifOn} of ${all}, no decides ${q.ifOff}; with the questions before it, ${rounded(q.decided)} are expected to be decided`,
        `     ${pick(words.how, lang)}: ${howToFind(q.switch, lang)}`,
      ]
    : [
        `  ${n}. ${q.switch}: ${name}。これは正しいか？`,
        `     「はい」なら${all}件中${q.ifOn}件、「いいえ」なら${q.ifOff}件が決まる。前の質問と合わせた期待値は${rounded(q.decided)}件`,
        `     ${pick(words.how, lang)}: ${howToFind(q.switch, lang)}`,
      ];
}

function asText(profile: string, found: Questions, given: string, lang: Lang): string {
  const { open, cells, questions, mattering, unknown } = found;
  if (questions.length === 0) return `${plain(profile)}: ${pick(words.nothing, lang)}`;
  const goals = new Set(open.map(({ target }) => idOf(target))).size;
  const lines = [
    lang === 'en'
      ? `${plain(profile)}: of ${cells} answers (goals against each attacker of the ladder, and threats), ${open.length} depend on what is unknown, about ${goals} goals and threats. ${mattering} of ${unknown} unknown switches matter. These ${questions.length} questions settle most; they are numbered in the order in which to ask them:`
      : `${plain(profile)}: 判定${cells}件（攻撃者の各段に対する目的と、脅威）のうち${open.length}件（目的と脅威は${goals}種）が未定の項目に左右される。未定の${unknown}項目のうち${mattering}項目が関わる。最も多く決まる質問は次の${questions.length}件（番号は尋ねる順）:`,
  ];
  for (const whom of whoms) {
    const those = questions.flatMap((q, i) => (whomToAsk(q.switch) === whom ? [{ q, n: i + 1 }] : []));
    if (those.length === 0) continue;
    lines.push('', `${pick(words.ask, lang)} ${pick(whomWords[whom], lang)}${lang === 'en' ? ':' : ''}`);
    for (const { q, n } of those) lines.push(...questionLines(q, n, found, lang));
  }
  const out = isShipped(given) ? ' -o bank.yaml' : '';
  lines.push(
    '',
    `${pick(words.answers, lang)} \`sekisho ask ${plain(given)} --answer ${questions[0]!.switch}=true --source "…"${out}\``,
  );
  return lines.join('\n');
}

const asData = ({ open, questions, ...rest }: Questions) => ({
  ...rest,
  open: open.map(({ target, rung }) => ({ ...target, rung })),
  questions: questions.map((q) => ({
    ...q,
    ask: whomToAsk(q.switch),
    name: switchOf(q.switch).name.en,
    how: howToFind(q.switch, 'en'),
  })),
});

/** Writes answers into the profile's file, or into a file that extends it. */
function write(name: string, answers: readonly Answer[], source: string, { out, lang }: Options): void {
  const profile = loadProfile(name);
  checkOpen(profile, answers);
  const shipped = isShipped(name);
  if (shipped && out === undefined)
    throw new CliError(EXIT.usage, `profile \`${name}\` ships with the program, and cannot be written`, {
      fix: 'give a file with -o: it will extend the profile',
    });
  const path = out ?? name;
  const before = shipped ? `name: ${name}-answered\nextends: ${name}\n` : readFileSync(name, 'utf8');
  const day = new Date().toISOString().slice(0, 10);
  const text = withAnswers(shipped ? path : name, before, answers, noteOf(day, source.trim()));
  checkLoads(path, text);
  writeOutput(path, text);
  const ids = answers.map(({ switch: id, isOn }) => `${id}: ${isOn}`).join(', ');
  print(lang === 'en' ? `${plain(path)}: written: ${ids}` : `${plain(path)} に書き込んだ: ${ids}`);
}

async function askHere(name: string, questions: readonly Question[], options: Options): Promise<void> {
  const { lang } = options;
  const lines = createInterface({ input: process.stdin, output: process.stdout });
  try {
    for (const q of questions) {
      const said = await lines.question(
        `\n${q.switch}: ${pick(switchOf(q.switch).name, lang)}\n[${pick(words.prompt, lang)}] `,
      );
      const isYes = /^\s*(y|yes|true|はい)\s*$/i.test(said);
      if (!isYes && !/^\s*(n|no|false|いいえ)\s*$/i.test(said)) continue;
      const source = await lines.question(`${pick(words.from, lang)} `);
      if (source.trim() === '') continue;
      write(name, [{ switch: q.switch, isOn: isYes }], source, options);
    }
  } finally {
    lines.close();
  }
}
