import { existsSync } from 'node:fs';
import type { Command } from 'commander';
import { capabilities, type CapabilityId } from '../../attacks/capabilities/capabilities.js';
import { usualStates } from '../../attacks/verdict.js';
import { counted } from '../../properties/drawings/counted.js';
import { builtIn, fullScenarioText } from '../../properties/drawings/scenarioText.js';
import { type SearchResult, search } from '../../properties/library/search.js';
import { defaultScenario } from '../../model/scenario.js';
import type { StatedProfile } from '../../properties/verdicts/profile.js';
import { CliError, EXIT } from '../errors.js';
import { checkWritable, writeAll } from '../files.js';
import { type Lang, pick, type Text } from '../i18n.js';
import { langNamed } from '../lang.js';
import { json, print, progress } from '../output.js';
import { addScenarioOptions, settingFrom, type ScenarioOptions } from '../profile.js';
import { type AskedAttacker, attackerOption, withAttacker } from '../profiles/common.js';
import { capabilitiesNamed, collect, goalNamed, untilInterrupted, version, wholeNumber } from '../run.js';
import { traceText } from '../stepsText.js';
import { traceFile, traceFileText } from '../trace.js';
import { begin } from './names.js';

interface Options extends ScenarioOptions {
  readonly profile: string;
  readonly goal: string;
  readonly capability?: readonly string[];
  readonly attacker?: AskedAttacker;
  readonly maxCapabilities?: number;
  readonly budget?: number;
  readonly maxStates: number;
  readonly reductions: boolean;
  readonly json?: boolean;
  readonly out?: string;
  readonly lang: string;
}

/** Attackers named before "and so many more". */
const shownAttackers = 12;

export function register(program: Command): void {
  addScenarioOptions(
    begin(program, 'search')
      .requiredOption('--profile <profile>', 'a shipped profile or a YAML file')
      .requiredOption('--goal <goal>', 'what the attacker wants')
      .option('--capability <capability>', 'the attacker has exactly these (repeatable)', collect)
      .addOption(attackerOption())
      .option(
        '--max-capabilities <n>',
        'without --capability: at most so many at a time (any number, if left out)',
        wholeNumber('--max-capabilities', 0, capabilities.length),
      )
      .option('--budget <seconds>', 'give up after so many seconds', wholeNumber('--budget', 1, 86_400))
      .option(
        '--max-states <n>',
        'give up after so many states of the world',
        wholeNumber('--max-states', 1, 100_000_000),
        usualStates,
      )
      .option(
        '--no-reductions',
        'leave nothing out: slower, more states, and the same attackers (the way to check the reductions)',
      )
      .option('--out <file>', 'write the trace, for `sekisho replay`')
      .option('--lang <lang>', 'language of the names', 'en')
      .option('--json', 'print JSON'),
  ).action(async (options: Options) => {
    const lang = langNamed(options.lang);
    const t = told[lang];
    if (options.capability !== undefined && options.attacker !== undefined)
      throw new CliError(EXIT.usage, '--attacker with --capability', {
        why: 'one says what the attacker has at most, the other what it has exactly',
        fix: 'leave one of them out',
      });
    const goal = goalNamed(options.goal);
    if (options.out !== undefined) checkWritable(options.out);
    const { profile: stated, scenario } = settingFrom(options.profile, options, defaultScenario);
    const profile = withAttacker(stated, options);
    const exactly =
      options.capability === undefined ? null : capabilitiesNamed([...new Set(options.capability)]);
    const { maxCapabilities } = options;
    const { result: found } = await untilInterrupted(async (_shouldStop, signal) =>
      search(profile, goal, {
        scenario,
        capabilities: exactly ?? undefined,
        maxCapabilities,
        maxStates: options.maxStates,
        maxSeconds: options.budget,
        reductions: options.reductions,
        signal,
        keepPartial: true,
        onProgress: (p) => progress(`${p.states} states, step ${p.level}, ${p.waiting} waiting`),
      }),
    );
    progress('');
    process.exitCode =
      found.interrupted && found.verdict === 'inconclusive' ? EXIT.interrupted : exitCodes[found.verdict];
    const { attack } = found;
    if (options.out !== undefined && attack)
      writeAll(new Map([[options.out, traceFileText(attack, profile.name)]]));
    else if (options.out !== undefined)
      process.stderr.write(`${t.notWritten(options.out, existsSync(options.out))}\n`);
    const bounds = {
      scenario,
      maxCapabilities: exactly?.length ?? maxCapabilities ?? 'any number',
      capabilities: exactly ?? (profile.attacker && [...profile.attacker]) ?? 'any',
    };
    if (options.json)
      json({
        version,
        goal,
        profile: profile.name,
        bounds,
        seed: null,
        verdict: found.verdict,
        capabilities: attack?.capabilities ?? exactly ?? [],
        attackers: found.attackers.map((a) => ({ capabilities: a.capabilities, steps: a.moves.length })),
        complete: found.complete,
        trace: attack && traceFile(attack, profile.name),
        replayed: attack !== null,
        stats: found.stats,
      });
    else print(searchText(found, { profile, exactly, maxCapabilities: maxCapabilities ?? null }, lang));
  });
}

interface Asked {
  readonly profile: StatedProfile;
  readonly exactly: readonly CapabilityId[] | null;
  readonly maxCapabilities: number | null;
}

function searchText(found: SearchResult, { profile, exactly, maxCapabilities }: Asked, lang: Lang): string {
  const t = told[lang];
  const { attack, attackers, complete, goal, scenario } = found;
  const by = (attack?.capabilities ?? exactly ?? []).join(' + ');
  const named = attackers.slice(0, shownAttackers);
  const weakest =
    attack === null || exactly !== null
      ? []
      : [
          complete ? t.weakest(attackers.length) : t.weakestSoFar,
          ...named.map(
            (a) => `  ${a.capabilities.join(' + ') || t.noCapability} (${t.steps(a.moves.length)})`,
          ),
          ...(attackers.length > named.length ? [`  ${t.more(attackers.length - named.length)}`] : []),
        ];
  const among = profile.attacker === null ? null : [...profile.attacker].join(', ');
  return [
    t.head(found.verdict, goal, profile.name, by),
    ...(attack ? [traceText(attack.steps, lang), t.replayed] : []),
    ...weakest,
    t.bounds(
      fullScenarioText(scenario, lang),
      exactly !== null ? t.exactly(exactly.join(', ')) : t.atMost(maxCapabilities, among),
    ),
    `  ${pick(builtIn, lang)}`,
    ...(attack === null ? [complete ? t.further : found.interrupted ? t.interrupted : t.tooLarge] : []),
  ].join('\n');
}

const exitCodes = {
  attack: EXIT.attack,
  'no-attack-within-bounds': EXIT.ok,
  inconclusive: EXIT.inconclusive,
  vacuous: EXIT.vacuous,
} as const;

const told = {
  en: {
    head: (verdict: SearchResult['verdict'], goal: string, profile: string, by: string) =>
      `${verdict}: ${goal} under ${profile}${by === '' ? '' : ` by ${by}`}`,
    replayed: 'replayed through the machines, step by step',
    weakest: (n: number) =>
      `The weakest attackers, ${n} in all; whoever reaches the goal has the capabilities of one of them:`,
    weakestSoFar: 'The weakest attackers found so far; the search was NOT exhausted, so there may be others:',
    noCapability: 'no capability',
    steps: (n: number) => counted(n, 'step'),
    more: (n: number) => `… and ${n} more (--json)`,
    exactly: (ids: string) => `exactly ${ids || 'no capability'}`,
    atMost: (most: number | null, among: string | null) =>
      `${most === null ? 'any number of' : `at most ${most}`} capabilities${among === null ? '' : ` of ${among || 'none'}`}`,
    bounds: (scenario: string, attacker: string) => `Bounds: ${scenario}; ${attacker}. Random choices: none.`,
    further: 'Look further with --sessions, --grants, --ticks, --refresh or --roles any.',
    interrupted: 'It was interrupted; nothing is known of what it had not looked at by then.',
    tooLarge:
      'The world was too large for the budget: give a smaller one (--sessions 1, --grants 1, --ticks 0), fewer capabilities, or more --max-states.',
    notWritten: (out: string, exists: boolean) =>
      `no attack, so \`${out}\` was not written${exists ? '; what is there is of another run' : ''}`,
  },
  ja: {
    head: (verdict: SearchResult['verdict'], goal: string, profile: string, by: string) =>
      `${pick(verdictNames[verdict], 'ja')}: ${goal}（${profile}${by === '' ? '' : `、攻撃者の能力: ${by}`}）`,
    replayed: '状態機械で一手ずつ再実行して確認済み',
    weakest: (n: number) =>
      `最も弱い攻撃者（全${n}通り）。目的を達成する攻撃者は、必ずこのいずれかの能力を持つ:`,
    weakestSoFar: 'これまでに見つかった最も弱い攻撃者。探索が未完了のため、ほかにもありうる:',
    noCapability: '能力なし',
    steps: (n: number) => `${n} 手`,
    more: (n: number) => `… ほか ${n} 通り（--json）`,
    exactly: (ids: string) => `攻撃者の能力は ${ids || 'なし'}`,
    atMost: (most: number | null, among: string | null) =>
      `攻撃者の能力は${among === null ? '' : `（${among || 'なし'}）のうち`}${most === null ? 'いくつでも' : `同時に${most}個まで`}`,
    bounds: (scenario: string, attacker: string) => `範囲: ${scenario}；${attacker}。乱数は使わない。`,
    further: '範囲を広げるには --sessions、--grants、--ticks、--refresh、--roles any。',
    interrupted: '中断した。それまでに調べていないことについては何も言えない。',
    tooLarge:
      '上限に対して世界が大きすぎる。小さくする（--sessions 1、--grants 1、--ticks 0）、能力を減らす、または --max-states を増やす。',
    notWritten: (out: string, exists: boolean) =>
      `攻撃がないため \`${out}\` は書き出さなかった${exists ? '。そこにあるのは別の実行の結果である' : ''}`,
  },
} as const;

const verdictNames = {
  attack: { en: 'attack', ja: '攻撃あり' },
  'no-attack-within-bounds': { en: 'no-attack-within-bounds', ja: '範囲内に攻撃なし' },
  inconclusive: { en: 'inconclusive', ja: '判定不能' },
  vacuous: { en: 'vacuous', ja: '無意味（正規のフローが完了しない）' },
} as const satisfies Record<SearchResult['verdict'], Text>;
