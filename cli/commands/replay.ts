import type { Command } from 'commander';
import { replay, type TraceStep } from '../../attacks/search/replay.js';
import { type SwitchId, switchIds } from '../../model/switches.js';
import { CliError, EXIT, unknown } from '../errors.js';
import { type Lang, langs } from '../i18n.js';
import { json, print } from '../output.js';
import { loadProfile, settled, refuseContradiction } from '../profile.js';
import { capabilitiesNamed, goalNamed, version } from '../run.js';
import { readTrace, traceText } from '../trace.js';

export function register(program: Command): void {
  program
    .command('replay')
    .description('run a trace file through the machines, step by step')
    .argument('<trace>', 'a file that `sekisho search --out` wrote')
    .option('--profile <profile>', "under another profile than the trace's own")
    .option('--lang <lang>', 'language of the names', 'en')
    .option('--json', 'print JSON')
    .action((file: string, options: { profile?: string; lang: string; json?: boolean }) => {
      if (!(langs as readonly string[]).includes(options.lang))
        throw unknown('language', options.lang, langs, EXIT.usage);
      const trace = readTrace(file);
      for (const id of trace.on)
        if (!(switchIds as readonly string[]).includes(id))
          throw unknown('switch', id, switchIds, EXIT.badFile);
      const on =
        options.profile === undefined
          ? new Set(trace.on as SwitchId[])
          : settled(loadProfile(options.profile)).on;
      if (options.profile !== undefined) refuseContradiction(trace.scenario, on);
      const capabilities = capabilitiesNamed(trace.capabilities, EXIT.badFile);
      const goal = goalNamed(trace.goal, EXIT.badFile);
      const moves = trace.steps.map((s) => `${s.actor}.${s.action} ${JSON.stringify(s.choice)}`);
      const result = replay(moves, goal, {
        scenario: trace.scenario,
        on,
        capabilities: new Set(capabilities),
      });
      if ('failure' in result)
        throw new CliError(
          EXIT.replayFailed,
          `the trace does not replay: step ${result.failure.failedAt} of ${moves.length}, ${result.failure.move}`,
          {
            why: result.failure.why,
            available: result.failure.available,
          },
        );
      // What the file says about each step must be what happens, unless it is run under another profile.
      if (options.profile === undefined) {
        const differs = result.attack.steps.findIndex(
          (s, i) => JSON.stringify(s) !== JSON.stringify(inOrder(trace.steps[i]!)),
        );
        if (differs !== -1)
          throw new CliError(
            EXIT.replayFailed,
            `step ${differs + 1} of the trace is not what happens when it is run`,
            {
              why: `the file says ${JSON.stringify(inOrder(trace.steps[differs]!))}`,
              fix: `the machines say ${JSON.stringify(result.attack.steps[differs])}`,
            },
          );
      }
      if (options.json) json({ version, replayed: true, goal, steps: result.attack.steps });
      else {
        print(traceText(result.attack.steps, options.lang as Lang));
        print(`replayed: ${goal} is reached in ${moves.length} steps`);
      }
    });
}

/** The same step with its fields in the order in which replay writes them. */
const inOrder = (s: ReturnType<typeof readTrace>['steps'][number]): TraceStep =>
  ({
    n: s.n,
    actor: s.actor,
    action: s.action,
    choice: s.choice,
    to: s.to,
    message: s.message,
    messages: s.messages,
    checks: s.checks.map(({ switch: id, on, by, result }) => ({ switch: id, on, by, result })),
    refusals: s.refusals,
    learns: s.learns,
    goals: s.goals,
  }) as unknown as TraceStep;
