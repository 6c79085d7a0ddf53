// Whether a misspelt name in a machine's rows is noticed. A row that asks for a switch which is not there, or names a
// guard which is not there, fires at the wrong times, and a search then finds more or less than there is.
//
// The compiler has to notice. So each machine's source is compiled as it stands and once for each place where its rows
// have a name, with that name misspelt: there the compiler must complain.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { beforeAll, describe, expect, test } from 'vitest';
import { EdgeMaker } from '../../attacks/engine/edges.js';
import { LocalStates } from '../../attacks/engine/memo.js';
import { unmarked, Vocabulary } from '../../attacks/engine/vocabulary.js';
import { bitOf } from '../../attacks/search/conditions.js';
import { defaultScenario } from '../scenario.js';
import { type SwitchId, switchIds, switchNumber } from '../switches.js';
import { type Component, entities, initialLocal, type MoveFamily, type View } from '../world.js';
import type { Entity } from './entity.js';

const root = join(import.meta.dirname, '../..');

interface Typo {
  readonly kind: 'switch' | 'guard' | 'action' | 'message' | 'reason';
  /** The name as it should be, and where it stands. */
  readonly name: string;
  readonly file: string;
  /** The source of the machine with this name misspelt. */
  readonly text: string;
}

const sourceOf = ({ id }: Entity): ts.SourceFile => {
  const file = join(import.meta.dirname, `${id}.ts`);
  return ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true);
};

/** What follows `setup`, to the machine itself: the rows, and the functions that write rows. */
function statementsOfRows({ statements }: ts.SourceFile): readonly ts.Statement[] {
  const indexOf = (text: string) => statements.findIndex((s) => s.getText().includes(text));
  return statements.slice(indexOf(' = setup({') + 1, indexOf('.createMachine({') + 1);
}

/** How a name is written: `guard.params.under` in a row that is spelt out, `refused(1)` as an argument. */
function placeOf(node: ts.Node): string {
  const { parent } = node;
  if (ts.isCallExpression(parent))
    return `${parent.expression.getText()}(${parent.arguments.indexOf(node as ts.Expression)})`;
  if (ts.isStatement(parent)) return '';
  if (!ts.isPropertyAssignment(parent)) return placeOf(parent);
  const name = parent.name.getText();
  // The row begins here: in which state it stands makes no difference to the compiler.
  return name === 'guard' || name === 'actions' ? name : `${placeOf(parent)}.${name}`;
}

function kindOf(name: string, { machine, compose }: Entity): Typo['kind'] {
  if ((switchIds as readonly string[]).includes(name)) return 'switch';
  if (name in machine.implementations.guards) return 'guard';
  if (name in machine.implementations.actions) return 'action';
  return name in compose ? 'message' : 'reason';
}

/** What XState takes any text for. */
const isFree = (node: ts.Node): boolean =>
  ts.isPropertyAssignment(node) && ['id', 'initial', 'target'].includes(node.name.getText());

function typosIn(entity: Entity): readonly Typo[] {
  const source = sourceOf(entity);
  const typos = new Map<string, Typo>();
  for (const [number, statement] of statementsOfRows(source).entries()) {
    const visit = (node: ts.Node): void => {
      if (isFree(node)) return;
      if (ts.isStringLiteral(node)) {
        const place = placeOf(node);
        const kind = kindOf(node.text, entity);
        const key = `${number} ${kind} ${place}`;
        const at = node.getEnd() - 1;
        const line = source.getLineAndCharacterOfPosition(at).line + 1;
        if (!typos.has(key))
          typos.set(key, {
            kind,
            name: `${entity.id}.ts:${line} ${node.text}`,
            file: source.fileName.replace(/\.ts$/, `.typo${typos.size}.ts`),
            text: `${source.text.slice(0, at)}x${source.text.slice(at)}`,
          });
      }
      ts.forEachChild(node, visit);
    };
    visit(statement);
  }
  return [...typos.values()];
}

/** What the compiler says about each of some sources, which need not be on the disk. */
function errorsIn(sources: ReadonlyMap<string, string>): ReadonlyMap<string, readonly string[]> {
  const { config } = ts.readConfigFile(join(root, 'tsconfig.json'), ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, root);
  const host = ts.createCompilerHost(options);
  const { fileExists, readFile, getSourceFile } = host;
  host.fileExists = (file) => sources.has(file) || fileExists(file);
  host.readFile = (file) => sources.get(file) ?? readFile(file);
  host.getSourceFile = (file, version, ...rest) => {
    const text = sources.get(file);
    return text === undefined
      ? getSourceFile(file, version, ...rest)
      : ts.createSourceFile(file, text, version);
  };
  const program = ts.createProgram([...sources.keys()], options, host);
  return new Map(
    [...sources.keys()].map((file) => {
      const source = program.getSourceFile(file);
      const errors = [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)];
      return [file, errors.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'))];
    }),
  );
}

describe('the rows', () => {
  const typos = new Map(entities.map((entity) => [entity, typosIn(entity)]));
  let errors: ReturnType<typeof errorsIn>;
  beforeAll(() => {
    const asTheyStand = entities.map(sourceOf).map(({ fileName, text }) => [fileName, text] as const);
    const misspelt = [...typos.values()].flat().map(({ file, text }) => [file, text] as const);
    errors = errorsIn(new Map([...asTheyStand, ...misspelt]));
  });

  describe.each(entities.map((e) => [e.id, e] as const))('of the %s', (_, entity) => {
    test('compile as they stand', () => {
      expect(errors.get(sourceOf(entity).fileName)).toEqual([]);
    });

    test.each(['switch', 'guard', 'action', 'message'] as const)(
      'do not compile with a misspelt %s',
      (kind) => {
        const ofKind = typos.get(entity)!.filter((typo) => typo.kind === kind);
        expect(ofKind).not.toEqual([]);
        expect(ofKind.filter(({ file }) => errors.get(file)!.length === 0).map(({ name }) => name)).toEqual(
          [],
        );
      },
    );

    test('do not compile with a misspelt reason', () => {
      const reasons = typos.get(entity)!.filter(({ kind }) => kind === 'reason');
      expect(reasons.filter(({ file }) => errors.get(file)!.length === 0).map(({ name }) => name)).toEqual(
        [],
      );
    });
  });
});

// Where the compiler was got round, the unknown switch must not be answered for as if it were another one.
describe('a switch that rows ask for and that is not there', () => {
  const misspelt = 'redirect.exat' as SwitchId;

  test('has no number and no bit', () => {
    expect(() => switchNumber(misspelt)).toThrow('`redirect.exat`');
    expect(() => bitOf(misspelt)).toThrow('`redirect.exat`');
  });

  test('stops a search, of one configuration or of all', () => {
    const scenario = defaultScenario;
    const family: MoveFamily = {
      name: 'asking',
      moves: () => [
        {
          actor: 'client',
          action: 'asks',
          choice: {},
          message: 'm1',
          to: 'client',
          run: ({ ask, give }) => {
            if (ask(misspelt)) give('state:s0');
            return true;
          },
        },
      ],
    };
    const world = {
      scenario,
      read: (component: Component) => initialLocal(component, scenario),
      peek: <T extends string | number | boolean>(component: Component, view: View<T>) =>
        view.of(initialLocal(component, scenario)),
    };
    for (const settled of [() => undefined, () => false]) {
      const vocabulary = new Vocabulary(scenario, () => true);
      const locals = new LocalStates(scenario);
      const maker = new EdgeMaker({
        locals,
        vocabulary,
        settled,
        marking: unmarked,
        withAttacker: false,
        wanted: new Set(),
      });
      expect(() => maker.edgesOf(world, family)).toThrow('`redirect.exat`');
    }
  });
});
