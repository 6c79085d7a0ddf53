import { existsSync } from 'node:fs';
import type { Command } from 'commander';
import { capabilityIndex, type CapabilityId } from '../../attacks/capabilities/capabilities.js';
import { goalIndex } from '../../attacks/goals.js';
import { bitsOf, holdsAt } from '../../attacks/search/conditions.js';
import { capabilityNames, searchInTurns } from '../../attacks/search/lifted.js';
import { type Attack, replay } from '../../attacks/search/replay.js';
import { honestRun } from '../../attacks/search/vacuity.js';
import { defaultScenario, describeScenario } from '../../model/scenario.js';
import { CliError, EXIT, unknown } from '../errors.js';
import { type Lang, langs } from '../i18n.js';
import { json, print, progress } from '../output.js';
import { addScenarioOptions, refuseBeyond, settingFrom, type ScenarioOptions } from '../profile.js';
import { capabilitiesNamed, collect, goalNamed, version, untilInterrupted, wholeNumber } from '../run.js';
import { traceFile, traceFileText, traceText } from '../trace.js';
import { checkWritable, writeAll } from '../files.js';

interface Options extends ScenarioOptions {
  readonly profile: string;
  readonly goal: string;
  readonly capability?: readonly string[];
  readonly maxCapabilities: number;
  readonly budget?: number;
  readonly json?: boolean;
  readonly out?: string;
  readonly lang: string;
}

export function register(program: Command): void {
  addScenarioOptions(
    program
      .command('search')
      .description('the shortest attack on one configuration, or none within the bounds')
      .requiredOption('--profile <profile>', 'a shipped profile or a YAML file')
      .requiredOption('--goal <goal>', 'what the attacker wants')
      .option('--capability <capability>', 'the attacker has exactly these (repeatable)', collect)
      .option(
        '--max-capabilities <n>',
        'without --capability: any set of so many',
        wholeNumber('--max-capabilities', 0, 4),
        2,
      )
      .option('--budget <seconds>', 'give up after so many seconds', wholeNumber('--budget', 1, 86_400))
      .option('--out <file>', 'write the trace, for `sekisho replay`')
      .option('--lang <lang>', 'language of the names', 'en')
      .option('--json', 'print JSON'),
  ).action(async (options: Options) => {
    if (!(langs as readonly string[]).includes(options.lang))
      throw unknown('language', options.lang, langs, EXIT.usage);
    const goal = goalNamed(options.goal);
    if (options.out !== undefined) checkWritable(options.out);
    const { profile, scenario } = settingFrom(options.profile, options, defaultScenario);
    const exactly =
      options.capability === undefined ? null : capabilitiesNamed([...new Set(options.capability)]);
    refuseBeyond(profile, exactly ?? []);
    // What the profile says of the attacker bounds any set that is tried.
    const among = exactly ?? (profile.attacker && [...profile.attacker]);
    const on = bitsOf(profile.on);
    const { vacuous } = honestRun(scenario);
    const bounds = {
      scenario,
      maxCapabilities: exactly?.length ?? options.maxCapabilities,
      capabilities: among ?? 'any',
    };
    if (exactly !== null && exactly.length > 4)
      throw new CliError(EXIT.usage, 'at most 4 capabilities at a time', { available: exactly });
    const head = { version, goal, profile: profile.name, bounds, seed: null };
    const tell = (verdict: string, attack: Attack | null, used: readonly string[], stats: object): void => {
      const trace = attack && traceFile(attack, profile.name);
      if (options.out !== undefined && attack)
        writeAll(new Map([[options.out, traceFileText(attack, profile.name)]]));
      else if (options.out !== undefined)
        process.stderr.write(
          `no attack, so \`${options.out}\` was not written${existsSync(options.out) ? '; what is there is of another run' : ''}\n`,
        );
      if (options.json)
        json({ ...head, verdict, capabilities: used, trace, replayed: attack !== null, stats });
      else {
        print(`${verdict}: ${goal} under ${profile.name}${used.length > 0 ? ` by ${used.join(' + ')}` : ''}`);
        if (attack) print(traceText(attack.steps, options.lang as Lang));
        if (attack) print('replayed through the machines, step by step');
        print(
          `Bounds: ${describeScenario(scenario)}; ${exactly === null ? `at most ${options.maxCapabilities} capabilities${among === null ? '' : ` of ${among.join(', ') || 'none'}`}` : `exactly ${exactly.join(', ') || 'no capability'}`}. Random choices: none.`,
        );
        if (attack === null)
          print(
            'Look further with --max-capabilities, --sessions, --grants, --ticks, --refresh or --roles any.',
          );
      }
    };
    if (vacuous.some((f) => holdsAt(f, on))) {
      tell('vacuous', null, [], {});
      process.exitCode = EXIT.vacuous;
      return;
    }
    const { result, interrupted } = await untilInterrupted((shouldStop) =>
      searchInTurns({
        scenario,
        goals: 1 << goalIndex.get(goal)!,
        forbidden: vacuous,
        configuration: on,
        bounds: {
          maxCapabilities: bounds.maxCapabilities,
          maxSeconds: options.budget ?? Number.POSITIVE_INFINITY,
        },
        ...(among && { allowed: among.reduce((bits, id) => bits | (1 << capabilityIndex.get(id)!), 0) }),
        firstOnly: true,
        onProgress: (p) => progress(`${p.states} states, ${p.pairs} pairs, depth ${p.depth}`),
        shouldStop,
      }),
    );
    progress('');
    const [best] = result.proposals.toSorted((a, b) => a.steps - b.steps);
    if (best === undefined) {
      tell(result.complete ? 'no-attack-within-bounds' : 'inconclusive', null, exactly ?? [], result.stats);
      process.exitCode = interrupted ? EXIT.interrupted : result.complete ? EXIT.ok : EXIT.inconclusive;
      return;
    }
    const used = (exactly ?? capabilityNames(best.capabilities)) as readonly CapabilityId[];
    const run = replay(best.moves, goal, { scenario, on: profile.on, capabilities: new Set(used) });
    if ('failure' in run)
      throw new CliError(
        EXIT.replayFailed,
        `the proposed attack does not replay: step ${run.failure.failedAt}, ${run.failure.move}`,
        { why: run.failure.why, available: run.failure.available },
      );
    tell('attack', run.attack, used, result.stats);
    process.exitCode = EXIT.attack;
  });
}
