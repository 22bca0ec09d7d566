/**
 * The stages of `npm test`, in order: each runs even when one before it failed, and the last line counts all tests.
 *
 *     node test/editor/stages.ts [stage …]
 */
import { spawnSync } from 'node:child_process';
import { globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { report, runHostSuites } from './host-suites.ts';
import { root } from './root.ts';

interface Count {
  readonly passed: number;
  readonly failed: number;
}

const stages: Readonly<Record<string, () => Count | Promise<Count>>> = {
  types: () => total(['tsconfig.json', 'src', 'webview', 'test'].map((project) => program('tsc', ['-p', project]))),
  lint: () => program('biome', ['ci', '--error-on-warnings']),
  build: () => program('node', ['esbuild.js']),
  unit: () => nodeTests('test/unit/**/*.test.ts'),
  host: async () => total([await hostTests('node'), await hostTests('web')]),
  panel: () => nodeTests('test/panel/**/*.test.ts', '--test-concurrency=1'),
  editor: () => nodeTests('test/editor/**/*.test.ts', '--test-concurrency=1'),
};

function total(counts: readonly Count[]): Count {
  return {
    passed: counts.reduce((sum, count) => sum + count.passed, 0),
    failed: counts.reduce((sum, count) => sum + count.failed, 0),
  };
}

/** A program that passes or fails as a whole. */
function program(name: string, args: readonly string[]): Count {
  console.log(`$ ${name} ${args.join(' ')}`);
  const ok = spawnSync(name, args, { cwd: root, stdio: 'inherit' }).status === 0;
  return ok ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

function nodeTests(pattern: string, ...flags: readonly string[]): Count {
  const files = globSync(pattern, { cwd: root }).sort();
  const folder = mkdtempSync(join(tmpdir(), 'downhill-count-'));
  const counts = join(folder, 'counts.json');
  const reporters = ['spec', 'stdout', './test/editor/count-reporter.ts', counts].map((value, index) =>
    index % 2 === 0 ? `--test-reporter=${value}` : `--test-reporter-destination=${value}`,
  );
  try {
    if (files.length === 0) throw new Error(`No file is called ${pattern}.`);
    const { status } = spawnSync('node', ['--test', ...flags, ...reporters, ...files], { cwd: root, stdio: 'inherit' });
    const count: Count = JSON.parse(readFileSync(counts, 'utf8'));
    // A run that failed apart from its tests has failed all the same.
    return status !== 0 && count.failed === 0 ? { ...count, failed: 1 } : count;
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return { passed: 0, failed: 1 };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function hostTests(kind: 'node' | 'web'): Promise<Count> {
  console.log(`In the ${kind} extension host:`);
  const { results, aborted } = await runHostSuites(kind);
  const count = report(results);
  if (aborted === undefined) return count;
  console.error(aborted);
  return { ...count, failed: count.failed + 1 };
}

const names = process.argv.length > 2 ? process.argv.slice(2) : Object.keys(stages);
const counts: [string, Count][] = [];
for (const name of names) {
  const stage = stages[name];
  if (stage === undefined) {
    console.error(`There is no stage ${name}: there are ${Object.keys(stages).join(', ')}.`);
    process.exit(1);
  }
  console.log(`\n── ${name} ──`);
  counts.push([name, await stage()]);
}

console.log('\n── summary ──');
for (const [name, { passed, failed }] of counts) console.log(`${name.padEnd(8)}${passed} passed, ${failed} failed`);
const { passed, failed } = total(counts.map(([, count]) => count));
process.exitCode = failed > 0 ? 1 : 0;
console.log(`${passed} passed, ${failed} failed`);
