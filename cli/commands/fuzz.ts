import type { Command } from 'commander';
import type { CapabilityId } from '../../attacks/capabilities/capabilities.js';
import { type ThreatId, threats } from '../../attacks/catalogue/paper.js';
import { bitsOf, holdsAt } from '../../attacks/search/conditions.js';
import { honestRun } from '../../attacks/search/vacuity.js';
import { fullScenarioText } from '../../properties/drawings/scenarioText.js';
import { profiles } from '../../model/profiles.js';
import type { SwitchId } from '../../model/switches.js';
import { caseOf, endGoals, type ThreatCase } from '../../properties/threatCases.js';
import { defaultWalk, type FuzzResult } from '../../properties/walks.js';
import { CliError, EXIT, unknown } from '../errors.js';
import { fuzzUntil } from '../fuzzing.js';
import { type Lang, langs, type Text } from '../i18n.js';
import { json, print, progress } from '../output.js';
import {
  addScenarioOptions,
  smallScenario,
  loadProfile,
  refuseBeyond,
  refuseContradiction,
  scenarioFrom,
  type ScenarioOptions,
  settled,
} from '../profile.js';
import { capabilitiesNamed, collect, goalNamed, untilInterrupted, version, wholeNumber } from '../run.js';
import { traceText } from '../stepsText.js';
import { traceFile } from '../trace.js';
import { begin } from './names.js';

interface Options extends ScenarioOptions {
  readonly profile?: string;
  readonly goal?: string;
  readonly threat?: string;
  readonly capability?: readonly string[];
  readonly runs: number;
  readonly seed?: number;
  readonly maxSteps: number;
  readonly json?: boolean;
  readonly lang: string;
}

const largestSeed = 2 ** 31 - 1;
const threatIds = threats.map(({ id }) => id);
const bare = profiles[0];
const exitCodes = {
  vacuous: EXIT.vacuous,
  attack: EXIT.attack,
  interrupted: EXIT.interrupted,
  'no-attack-found': EXIT.ok,
} as const;

export function register(program: Command): void {
  addScenarioOptions(
    begin(program, 'fuzz')
      .option(
        '--profile <profile>',
        `a shipped profile or a YAML file (default: ${bare.name}, and what creates the threat)`,
      )
      .option('--goal <goal>', 'what the attacker wants')
      .option('--threat <threat>', 'only attacks that the catalogue gives this name')
      .option(
        '--capability <capability>',
        'the attacker has exactly these (repeatable; if left out: those of the threat, or none)',
        collect,
      )
      .option('--runs <n>', 'walks to make', wholeNumber('--runs', 1, 10_000_000), defaultWalk.runs)
      .option(
        '--seed <n>',
        'repeat the walks of this seed (default: a new one)',
        wholeNumber('--seed', 0, largestSeed),
      )
      .option('--max-steps <n>', 'longest walk', wholeNumber('--max-steps', 1, 1000), defaultWalk.maxSteps)
      .option('--lang <lang>', 'language of the names', 'en')
      .option('--json', 'print JSON'),
    smallScenario,
  ).action(run);
}

async function run(options: Options): Promise<void> {
  const stop = new AbortController();
  // Around everything, so that no Ctrl-C falls between two parts of the work.
  await untilInterrupted(
    () => walk(options, stop.signal),
    () => stop.abort(),
  );
}

async function walk(options: Options, stop: AbortSignal): Promise<void> {
  if (!(langs as readonly string[]).includes(options.lang))
    throw unknown('language', options.lang, langs, EXIT.usage);
  const lang = options.lang as Lang;
  if (options.goal === undefined && options.threat === undefined)
    throw new CliError(EXIT.usage, 'give --goal, --threat, or both', {
      why: 'a walk is an attack only if it reaches a goal',
      available: [...endGoals, ...threatIds],
    });
  const goals = options.goal === undefined ? endGoals : [goalNamed(options.goal)];
  const threat = options.threat === undefined ? null : threatNamed(options.threat);
  const named = options.capability === undefined ? null : capabilitiesNamed(options.capability);
  const profile = options.profile === undefined ? null : settled(loadProfile(options.profile));
  if (profile !== null) refuseBeyond(profile, named ?? []);
  const seed = options.seed ?? Math.floor(Math.random() * largestSeed);
  const shown = threat === null ? null : await showing(threat, seed, stop);

  const on = profile?.on ?? shown?.base ?? (bare.on as ReadonlySet<SwitchId>);
  const profileName = profile?.name ?? bare.name;
  const added = profile === null ? [...on].filter((id) => !(bare.on as ReadonlySet<string>).has(id)) : [];
  const scenario = scenarioFrom(options, profile?.scenario, shown?.scenario ?? smallScenario);
  refuseContradiction(scenario, on);
  const attackers: readonly ReadonlySet<CapabilityId>[] =
    named === null ? (shown?.attackers ?? [new Set()]) : [new Set(named)];

  const isVacuous = honestRun(scenario).vacuous.some((cube) => holdsAt(cube, bitsOf(on)));
  let result: FuzzResult = { attack: null, moves: [], walks: 0, seed };
  let walks = 0;
  for (const capabilities of isVacuous ? [] : attackers) {
    await turn();
    const task = {
      setting: { scenario, on, capabilities },
      goals,
      ...(threat !== null && { threat, hints: shown!.hints }),
      runs: options.runs,
      seed,
      maxSteps: options.maxSteps,
      onProgress: (made: number) => progress(`${made} of ${options.runs} random walks`),
    };
    result = await fuzzUntil(task, stop);
    walks += result.walks;
    if (result.attack !== null || stop.aborted) break;
  }
  progress('');

  const { attack } = result;
  const under = [profileName, ...added].join(' + ');
  const trace = attack && traceFile(attack, under);
  const verdict = isVacuous
    ? 'vacuous'
    : attack !== null
      ? 'attack'
      : stop.aborted
        ? 'interrupted'
        : 'no-attack-found';
  const bounds = {
    scenario,
    capabilities: attackers.map((a) => [...a]),
    runs: options.runs,
    maxSteps: options.maxSteps,
  };
  if (options.json)
    json({
      version,
      goal: attack?.goal ?? options.goal ?? null,
      threat,
      profile: profileName,
      added,
      bounds,
      seed,
      verdict,
      walks,
      trace,
      replayed: attack !== null,
    });
  else {
    const say = (text: Text) => print(text[lang]);
    const of = [threat, attack?.goal ?? options.goal].filter((x) => x != null).join(', ');
    say(verdictText(verdict, of, under, walks));
    if (attack) {
      print(traceText(attack.steps, lang));
      say({
        en: 'shrunk, and replayed through the machines, step by step',
        ja: '縮小し、状態機械で一手ずつ再生して確認済み',
      });
    }
    const by = attackers.map((a) => [...a].join(' + ') || '∅').join(', ');
    say({
      en: `Bounds: ${fullScenarioText(scenario, 'en')}; attackers with exactly: ${by}; ${options.runs} walks each, of at most ${options.maxSteps} steps.`,
      ja: `範囲: ${fullScenarioText(scenario, 'ja')}; 攻撃者の能力（過不足なし）: ${by}; 各${options.runs}回、最長${options.maxSteps}手。`,
    });
    say({
      en: `Seed: ${seed} (repeat with --seed ${seed})`,
      ja: `シード: ${seed}（--seed ${seed} で再現できる）`,
    });
  }
  process.exitCode = exitCodes[verdict];
}

/** A whole turn of the event loop: a Ctrl-C during the work before it is heard in it. */
async function turn(): Promise<void> {
  // The first ends the turn that is under way.
  for (let i = 0; i < 2; i++) await new Promise((resolve) => setImmediate(resolve));
}

function threatNamed(name: string): ThreatId {
  const known = threatIds.find((id) => id === name);
  if (known === undefined) throw unknown('threat', name, threatIds, EXIT.usage);
  return known;
}

/** Where the threat shows: the world, attackers and moves of the first small search that finds it. */
async function showing(threat: ThreatId, seed: number, stop: AbortSignal): Promise<ThreatCase> {
  const stopped = new CliError(EXIT.interrupted, `interrupted; seed ${seed}, 0 random walks made`, {
    why: `a small world in which ${threat} shows was still being looked for`,
  });
  const found = await caseOf(threat, (search) => {
    if (stop.aborted) throw stopped;
    progress(`looking for ${threat} in a small world: ${search}`);
  });
  await turn();
  progress('');
  if (stop.aborted) throw stopped;
  if (found === null)
    throw new CliError(EXIT.inconclusive, `${threat} shows in none of the small searches`, {
      why: 'the attackers to walk with are taken from them',
      fix: 'walk with --goal and --capability of your own',
    });
  return found;
}

function verdictText(verdict: keyof typeof exitCodes, of: string, under: string, walks: number): Text {
  if (verdict === 'vacuous')
    return {
      en: `vacuous: the honest flow cannot finish under ${under}`,
      ja: `無意味: ${under} では正規のフローが完了しない`,
    };
  if (verdict === 'attack')
    return {
      en: `attack in random walk ${walks}: ${of} under ${under}`,
      ja: `${walks}回目のランダムウォークで攻撃を発見: ${of}（${under}）`,
    };
  if (verdict === 'interrupted')
    return {
      en: `interrupted after ${walks} or more random walks without an attack, which proves nothing: ${of} under ${under}`,
      ja: `中断: ${walks}回以上のランダムウォークで攻撃なし（不在の証明ではない）: ${of}（${under}）`,
    };
  return {
    en: `no attack in ${walks} random walks, which proves nothing: ${of} under ${under}`,
    ja: `${walks}回のランダムウォークで攻撃なし（不在の証明ではない）: ${of}（${under}）`,
  };
}
