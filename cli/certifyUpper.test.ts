// `sekisho certify --upper`: its text in both languages, its exit codes, and what it refuses.

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { afterAll, afterEach, describe, expect, test, vi } from 'vitest';
import { stringify } from 'yaml';
import { switchIds } from '../model/switches.js';
import type { Bounds } from '../properties/bounds.js';
import { tiny } from '../properties/smallWorlds.js';
import { register } from './commands/certify.js';
import { CliError } from './errors.js';
import { upperText } from './upperText.js';

const folder = mkdtempSync(join(tmpdir(), 'sekisho-upper-'));
const at = (name: string) => join(folder, name);
afterAll(() => rmSync(folder, { recursive: true }));
afterEach(() => {
  vi.restoreAllMocks();
  process.exitCode = undefined;
});

/** Runs the command; its exit code, and what it says. */
async function certify(...args: string[]): Promise<{ exitCode: number; said: string }> {
  process.exitCode = undefined;
  const write = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  const program = new Command().exitOverride();
  register(program);
  try {
    await program.parseAsync(['node', 'sekisho', 'certify', ...args]);
    return { exitCode: Number(process.exitCode ?? 0), said: write.mock.calls.map(([text]) => text).join('') };
  } catch (error) {
    if (!(error instanceof CliError)) throw error;
    return { exitCode: error.exitCode, said: error.what };
  }
}
const world = ['--sessions', '1', '--grants', '1', '--ticks', '0'];
/** Weaker profiles and more capabilities take minutes. A client that is answered by a form needs its cookies with it. */
const strongest = {
  name: 'strongest',
  switches: Object.fromEntries(switchIds.map((id) => [id, id !== 'cookie.same-site'])),
  attacker: ['lure', 'hold', 'malware', 'agent.alter', 'agent.read-request'],
};
writeFileSync(at('strongest.yaml'), stringify(strongest));
const strong = ['--upper', '--profile', at('strongest.yaml'), ...world];

describe('the text', () => {
  test('in English', async () => {
    const { exitCode, said } = await certify(...strong, '--goal', 'session', '--goal', 'read.in-transit');
    expect(exitCode).toBe(2);
    expect(said).toMatchInlineSnapshot(`
      "met: for 2 of 2 goals the upper bound is what was found, under strongest
      goal             verdict  weakest attackers found
      ---------------  -------  ------------------------------------------
      session          met      malware + hold (5 steps)
                                agent.alter + malware (5 steps)
                                lure + agent.alter (5 steps)
                                lure + agent.read-request + hold (5 steps)
      read.in-transit  met      malware (6 steps)
                                agent.alter (6 steps)
      met: within these bounds nobody reaches the goal but the attackers found and whoever has more. The
      attackers found were replayed through the machines, step by step. That there are no others was
      worked out a second time: an upper bound says who cannot be ruled out, and it leaves nobody open. It
      keeps what groups of parties see of the world, and forgets which of that goes together and how often
      a thing happened. So it allows more than can happen, never less; where it allows no more than was
      found, the search missed nobody.
      Not shared with the search, so no fault in it has hidden an attack: what it keeps of the world, its
      reductions, its loop, its reading of traces.
      Shared with the search, so a fault in it would be in both: the rows of the machines, the exchanges,
      the moves and capabilities of the attacker, the goals, what a move comes to
      (attacks/engine/edges.ts), the decision diagrams, the tables that number states, where the honest
      run finishes, and that whoever has more can do as much. Nothing is said beyond the bounds below.
      Bounds: server-app, granted orders, no refresh, joint accounts, 1 session (one-each), 1 grant, 0 ticks; any number of capabilities of lure, hold, malware, agent.alter, agent.read-request. Random choices: none.
        built in besides, and known to be missed: docs/semantics.md, "Bounds" and "Known gaps"
      "
    `);
  });

  test('in Japanese', async () => {
    const { exitCode, said } = await certify(
      ...strong,
      '--goal',
      'sync',
      '--goal',
      'read.in-transit',
      '--lang',
      'ja',
    );
    expect(exitCode).toBe(2);
    expect(said).toMatchInlineSnapshot(`
      "一致: strongest のもとで、2 件中 2 件の目的について上界が発見と一致
      目的             判定  発見された最も弱い攻撃者
      ---------------  ----  ------------------------
      sync             一致  なし
      read.in-transit  一致  malware (6 手)
                             agent.alter (6 手)
      一致: この範囲内で目的に到達するのは、発見された攻撃者と、それ以上の能力をもつ攻撃者だけである。発見
      された攻撃は、状態機械で一手ずつ再実行した。他にいないことは、別の方法でもう一度求めた。すなわち、除
      外できない攻撃者を示す上界を求め、それが他の攻撃者を残さなかった。上界は、当事者の組から見えるものだ
      けを保持し、どれとどれが同時に成り立つか、何が何回起きたかを忘れる。そのため、起こり得ることより多く
      を許すことはあっても、少なく許すことはない。上界が発見を超えない以上、探索の見落としはない。
      探索と共有しないもの（ここに誤りがあっても攻撃は隠れない）: 探索が保持する世界の状態、縮約、反復、手
      順の読出し。
      探索と共有するもの（ここに誤りがあれば両方に現れる）: 状態機械の行、やり取り、攻撃者の手と能力、目
      的、手の結果（attacks/engine/edges.ts）、決定図、状態に番号を付ける表、正規のフローが完了する構成、
      能力が多ければ同じことができるという性質。下の範囲外については何も言えない。
      Bounds: server-app, granted orders, no refresh, joint accounts, 1 session (one-each), 1 grant, 0 ticks; any number of capabilities of lure, hold, malware, agent.alter, agent.read-request. 乱数は使わない。
        このほかの固定の範囲と、既知の見落とし: docs/semantics.md の Bounds と Known gaps
      "
    `);
  });

  test('of somebody left open, and of work cut short', () => {
    const bounds = {
      goals: [
        {
          goal: 'session',
          verdict: 'open',
          found: [{ capabilities: ['lure'], on: [], off: ['state.compared'], moves: ['one'] }],
          open: [
            { lacks: ['lure'], on: ['state.compared'], off: [] },
            { lacks: [], on: [], off: [] },
          ],
          openCount: 7,
          closedBy: null,
        },
        {
          goal: 'sync',
          verdict: 'unfinished',
          found: [],
          open: [{ lacks: [], on: [], off: [] }],
          openCount: 1,
          closedBy: null,
        },
      ],
    } as unknown as Bounds;
    const subject = {
      scenario: tiny,
      on: new Set<never>(),
      unknown: new Set(['state.compared'] as const),
      attacker: new Set(['lure', 'host'] as const),
    };
    expect(upperText(bounds, subject, 'ours', 'en')).toMatchInlineSnapshot(`
      "open: for 0 of 2 goals the upper bound is what was found, under ours
      goal     verdict     weakest attackers found
      -------  ----------  --------------------------------
      session  open        lure, no state.compared (1 step)
      sync     unfinished  none
      session: the strongest attackers neither found nor ruled out (7):
        every capability but lure, with state.compared
        every capability
        … and 5 more (--json)
      sync: the strongest attackers neither found nor ruled out (1):
        every capability
      open: somebody was neither found nor ruled out. The bound takes the whole world as one group in the
      end, which forgets nothing. So either the search missed an attack, or the bound is at fault: please
      report it.
      unfinished: the search or the bound was cut short, so there may be attackers that were not found.
      Give a smaller world (--sessions 1, --grants 1, --ticks 0), or more --max-seconds or --max-states.
      Some switches are unknown: each attack was replayed in one configuration. That it runs in the others
      for which it is told is taken from the search.
      Bounds: server-app, granted orders, no refresh, joint accounts, 1 session (one-each), 1 grant, 0 ticks; any number of capabilities of lure, host. Random choices: none.
        built in besides, and known to be missed: docs/semantics.md, "Bounds" and "Known gaps""
    `);
    expect(upperText(bounds, subject, 'ours', 'ja')).toMatchInlineSnapshot(`
      "未解決: ours のもとで、2 件中 0 件の目的について上界が発見と一致
      目的     判定    発見された最も弱い攻撃者
      -------  ------  --------------------------------
      session  未解決  lure、state.compared なし (1 手)
      sync     未完了  なし
      session: 発見も除外もされなかった最も強い攻撃者 (7):
        lure 以外のすべての能力、state.compared あり
        すべての能力
        … 他 5 件（--json）
      sync: 発見も除外もされなかった最も強い攻撃者 (1):
        すべての能力
      未解決: 発見も除外もされなかった攻撃者がいる。上界は最後に全体を1つの組として扱い、そこでは何も忘れ
      ない。したがって、探索が攻撃を見落としたか、上界に誤りがある。報告してほしい。
      未完了: 探索または上界の計算が途中で終わったため、発見されていない攻撃者がいるかもしれない。構成を小
      さくする（--sessions 1、--grants 1、--ticks 0）か、--max-seconds または --max-states を増やすこと。
      未定のスイッチがあるため、各攻撃は構成の1つで再実行した。示した条件を満たす他の構成でも実行できるこ
      とは、探索の結果による。
      Bounds: server-app, granted orders, no refresh, joint accounts, 1 session (one-each), 1 grant, 0 ticks; any number of capabilities of lure, host. 乱数は使わない。
        このほかの固定の範囲と、既知の見落とし: docs/semantics.md の Bounds と Known gaps"
    `);
  });
});

describe('the exit code', () => {
  test('is 0 where the bounds meet and nobody reaches a goal; the JSON is printed and written', async () => {
    const { exitCode, said } = await certify(...strong, '--goal', 'sync', '--json', '-o', at('u.json'));
    expect(exitCode).toBe(0);
    expect(JSON.parse(said)).toMatchObject({
      profile: 'strongest',
      verdict: 'met',
      goals: [{ goal: 'sync', verdict: 'met', attackers: [], open: { count: 0, strongest: [] } }],
    });
    expect(JSON.parse(readFileSync(at('u.json'), 'utf8'))).toEqual(JSON.parse(said));
  });

  test('is 20 where the work was cut short, though an attack was found', async () => {
    const { exitCode, said } = await certify(
      ...strong,
      '--goal',
      'credentials',
      '--goal',
      'session',
      '--max-states',
      '40',
      '--json',
    );
    expect(exitCode).toBe(20);
    const { verdict, goals } = JSON.parse(said);
    expect(verdict).toBe('unfinished');
    const counted = (which: string) => goals.filter((g: { verdict: string }) => g.verdict === which).length;
    expect(counted('unfinished')).toBeGreaterThan(0);
    expect(goals.some((g: { attackers: unknown[] }) => g.attackers.length > 0)).toBe(true);
  });

  test('is 21 where nothing works', async () => {
    writeFileSync(at('vacuous.yaml'), 'extends: paper-all\nswitches: { pkce.sent: false }\n');
    const { exitCode } = await certify('--upper', '--profile', at('vacuous.yaml'), ...world);
    expect(exitCode).toBe(21);
  });

  test('is 64 for what goes only with --upper, or only without', async () => {
    const refused = [
      [...strong, '--capability', 'lure'],
      [...strong, '--goal', 'no'],
      [...strong, '--lang', 'fr'],
      [...strong, '--max-seconds', '0'],
      ['--profile', 'paper-all', '--goal', 'sync', '-o', at('c.json'), '--json'],
      ['--profile', 'paper-all', '--goal', 'sync', '-o', at('c.json'), '--max-seconds', '5'],
      ['--profile', 'paper-all', '--goal', 'sync', '--goal', 'session', '-o', at('c.json')],
      ['--profile', 'paper-all', '--goal', 'sync'],
      ['--profile', 'paper-all', '-o', at('c.json')],
    ];
    for (const args of refused)
      expect(await certify(...args), args.join(' ')).toMatchObject({ exitCode: 64 });
    expect(await certify(...strong, '-o', at('none/u.json'))).toMatchObject({ exitCode: 66 });
  });
});
