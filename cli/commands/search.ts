import { existsSync } from 'node:fs';
import type { Command } from 'commander';
import { counted } from '../../properties/drawings/counted.js';
import type { Attacker } from '../../attacks/attackers.js';
import { capabilities, type CapabilityId } from '../../attacks/capabilities/capabilities.js';
import type { Attack } from '../../attacks/search/replay.js';
import { usualStates } from '../../attacks/verdict.js';
import { DoesNotReplay, whoReaches } from '../../attacks/who.js';
import { defaultScenario, describeScenario } from '../../model/scenario.js';
import { CliError, EXIT, unknown } from '../errors.js';
import { type Lang, langs, pick } from '../i18n.js';
import { json, print, progress } from '../output.js';
import { addScenarioOptions, refuseBeyond, settingFrom, type ScenarioOptions } from '../profile.js';
import { capabilitiesNamed, collect, goalNamed, version, untilInterrupted, wholeNumber } from '../run.js';
import { builtIn } from '../../properties/drawings/scenarioText.js';
import { traceText } from '../stepsText.js';
import { traceFile, traceFileText } from '../trace.js';
import { attackerOption, withAttacker } from '../profiles/common.js';
import { checkWritable, writeAll } from '../files.js';
import { begin } from './names.js';

interface Options extends ScenarioOptions {
  readonly profile: string;
  readonly goal: string;
  readonly capability?: readonly string[];
  readonly attacker?: ReadonlySet<CapabilityId> | null;
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

function refuseUnreplayed(error: unknown): never {
  if (!(error instanceof DoesNotReplay)) throw error;
  const { failedAt, move, why, available } = error.failure;
  throw new CliError(EXIT.replayFailed, `the proposed attack does not replay: step ${failedAt}, ${move}`, {
    why,
    available,
  });
}

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
    if (!(langs as readonly string[]).includes(options.lang))
      throw unknown('language', options.lang, langs, EXIT.usage);
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
    refuseBeyond(profile, exactly ?? []);
    const { maxCapabilities } = options;
    const bounds = {
      scenario,
      maxCapabilities: exactly?.length ?? maxCapabilities ?? 'any number',
      capabilities: exactly ?? (profile.attacker && [...profile.attacker]) ?? 'any',
    };
    const head = { version, goal, profile: profile.name, bounds, seed: null };
    const tell = (
      verdict: string,
      found: { readonly attack: Attack; readonly attackers: readonly Attacker[] } | null,
      complete: boolean,
      stats: object,
      interrupted = false,
    ): void => {
      const attack = found?.attack ?? null;
      const attackers = (found?.attackers ?? []).map((a) => ({
        capabilities: a.capabilities,
        steps: a.moves.length,
      }));
      if (options.out !== undefined && attack)
        writeAll(new Map([[options.out, traceFileText(attack, profile.name)]]));
      else if (options.out !== undefined)
        process.stderr.write(
          `no attack, so \`${options.out}\` was not written${existsSync(options.out) ? '; what is there is of another run' : ''}\n`,
        );
      const by = attack?.capabilities ?? exactly ?? [];
      if (options.json) {
        const trace = attack && traceFile(attack, profile.name);
        json({
          ...head,
          verdict,
          capabilities: by,
          attackers,
          complete,
          trace,
          replayed: attack !== null,
          stats,
        });
        return;
      }
      print(`${verdict}: ${goal} under ${profile.name}${by.length > 0 ? ` by ${by.join(' + ')}` : ''}`);
      if (attack) print(traceText(attack.steps, options.lang as Lang));
      if (attack) print('replayed through the machines, step by step');
      if (attack && exactly === null) {
        const named = attackers.slice(0, shownAttackers);
        print(
          complete
            ? `The weakest attackers, ${attackers.length} in all; whoever reaches the goal has the capabilities of one of them:`
            : 'The weakest attackers found so far; the search was NOT exhausted, so there may be others:',
        );
        for (const a of named)
          print(`  ${a.capabilities.join(' + ') || 'no capability'} (${counted(a.steps, 'step')})`);
        if (attackers.length > named.length)
          print(`  … and ${attackers.length - named.length} more (--json)`);
      }
      const attackerText =
        exactly !== null
          ? `exactly ${exactly.join(', ') || 'no capability'}`
          : `${maxCapabilities === undefined ? 'any number of' : `at most ${maxCapabilities}`} capabilities${profile.attacker === null ? '' : ` of ${[...profile.attacker].join(', ') || 'none'}`}`;
      print(`Bounds: ${describeScenario(scenario)}; ${attackerText}. Random choices: none.`);
      print(`  ${pick(builtIn, options.lang as Lang)}`);
      if (attack === null)
        print(
          complete
            ? 'Look further with --sessions, --grants, --ticks, --refresh or --roles any.'
            : interrupted
              ? 'It was interrupted; nothing is known of what it had not looked at by then.'
              : 'The world was too large for the budget: give a smaller one (--sessions 1, --grants 1, --ticks 0), fewer capabilities, or more --max-states.',
        );
    };
    const { result: found, interrupted } = await untilInterrupted((shouldStop) =>
      whoReaches(
        {
          scenario,
          on: profile.on,
          goal,
          attacker:
            exactly === null ? { among: profile.attacker, most: maxCapabilities ?? null } : { exactly },
          unreduced: !options.reductions,
        },
        {
          maxStates: options.maxStates,
          ...(options.budget !== undefined && { maxSeconds: options.budget }),
        },
        {
          onProgress: (p) => progress(`${p.states} states, step ${p.level}, ${p.waiting} waiting`),
          shouldStop,
        },
      ).catch(refuseUnreplayed),
    );
    progress('');
    const { verdict, attack, attackers, complete, stats } = found;
    tell(verdict, attack && { attack, attackers }, complete, stats ?? {}, interrupted && attack === null);
    process.exitCode =
      verdict === 'attack'
        ? EXIT.attack
        : verdict === 'vacuous'
          ? EXIT.vacuous
          : interrupted
            ? EXIT.interrupted
            : complete
              ? EXIT.ok
              : EXIT.inconclusive;
  });
}
