// The package as it is published: packed, put into an empty project, and used there. It is what was built last.

import { execFileSync } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
const project = mkdtempSync(join(tmpdir(), 'sekisho-project-'));
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  readonly dependencies: Readonly<Record<string, string>>;
};
interface Packed {
  readonly filename: string;
  readonly size: number;
  readonly files: readonly { readonly path: string }[];
}
let packed: Packed;
const run = (...args: readonly string[]) =>
  execFileSync(process.execPath, args, { cwd: project, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });

beforeAll(() => {
  const built = statSync(join(root, 'dist/properties/library/index.js'), { throwIfNoEntry: false });
  const newest = Math.max(
    ...readdirSync(join(root, 'properties/library')).map(
      (f) => statSync(join(root, 'properties/library', f)).mtimeMs,
    ),
  );
  if (built === undefined || built.mtimeMs < newest) execFileSync('npm', ['run', 'build'], { cwd: root });
  const said = execFileSync('npm', ['pack', '--ignore-scripts', '--json', '--pack-destination', project], {
    cwd: root,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  [packed] = JSON.parse(said) as [Packed];
  writeFileSync(join(project, 'package.json'), '{ "name": "empty", "private": true, "type": "module" }');
  // As npm would lay it out; what it depends on is what this project has, so that no network is needed.
  const installed = join(project, 'node_modules/sekisho');
  mkdirSync(installed, { recursive: true });
  execFileSync('tar', ['xzf', join(project, packed.filename), '-C', installed, '--strip-components', '1']);
  for (const name of Object.keys(manifest.dependencies)) {
    const link = join(project, 'node_modules', name);
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(join(root, 'node_modules', name), link);
  }
});
afterAll(() => rmSync(project, { recursive: true, force: true }));

test('it is no larger than it was, and holds no pictures, tests or sources', () => {
  expect(packed.size).toBeLessThan(2_600_000);
  const paths = packed.files.map(({ path }) => path);
  expect(paths.filter((path) => /\.(png|svg|test\.js)$|gallery\/(en|ja)\//.test(path))).toEqual([]);
  expect(paths.filter((path) => /\.tsx?$/.test(path) && !path.endsWith('.d.ts'))).toEqual([]);
});

test('every example runs there', () => {
  for (const file of ['search.mjs', 'my-profile.mjs', 'verdicts.mjs']) {
    writeFileSync(join(project, file), readFileSync(join(root, 'examples', file)));
    expect(run(file)).not.toBe('');
  }
});

test('nothing but the library can be imported', () => {
  for (const inside of [
    'dist/properties/library/index.js',
    'dist/attacks/paths.js',
    'dist/cli/main.js',
    'library',
  ])
    expect(() => run('--input-type=module', '-e', `await import('sekisho/${inside}')`)).toThrow(
      /ERR_PACKAGE_PATH_NOT_EXPORTED/,
    );
});

test('its types are found, and a misspelt goal is one', () => {
  writeFileSync(
    join(project, 'typed.ts'),
    `import { profile, search } from 'sekisho';
const found = await search(profile('rfc6749'), 'read.direct');
export const steps: number = found.attack?.steps.length ?? 0;
// @ts-expect-error there is no such goal
await search(profile('rfc6749'), 'read.dirct');
`,
  );
  const tsc = join(root, 'node_modules/typescript/bin/tsc');
  const ask = ['--noEmit', '--strict', '--module', 'nodenext', '--target', 'es2023', '--skipLibCheck'];
  expect(run(tsc, ...ask, 'typed.ts')).toBe('');
});

test('the command runs from there', () => {
  expect(run('node_modules/sekisho/dist/cli/main.js', 'list', 'goals')).toContain('read.direct');
  expect(run('node_modules/sekisho/dist/cli/main.js', 'draw', 'attack', 'T6', '-o', 't6.txt')).toContain(
    't6.txt',
  );
});
