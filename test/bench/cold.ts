/**
 * What a person waits for before the first gradient: the worker's size and the time it takes to load, and the time from a
 * text to its gradient's first value, each in fresh processes. Fails nothing.
 *
 *     node test/bench/cold.ts [processes]
 */
import { execFileSync } from 'node:child_process';
import { globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { oldest, shared } from '../../esbuild.shared.js';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** The extended Rosenbrock function of n parameters, written out. */
export function extendedRosenbrock(n: number): string {
  return Array.from({ length: n - 1 }, (_, i) => `100*(x${i + 1} - x${i}^2)^2 + (1 - x${i})^2`).join(' + ');
}

export interface Cold {
  /** Of what the worker loads at once, as it ships, in bytes. */
  readonly bytes: number;
  readonly gzipped: number;
  /** Of what it loads late, for runs: the gzipped bytes. */
  readonly runs: number;
  /** Milliseconds to load the worker, within a process. */
  readonly load: number;
  /** Milliseconds that a process lives longer for loading it than one with an empty script. */
  readonly process: number;
  /** Milliseconds from a text to its gradient's first value after loading, by the number of parameters. */
  readonly gradient: ReadonlyMap<number, number>;
}

/** The middle value; the upper one of two in the middle. */
export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1]!;
}

/** Measures in `processes` fresh processes each, interleaved; medians. */
export async function measureCold(processes = 20, sizes: readonly number[] = [2, 50, 200]): Promise<Cold> {
  const folder = mkdtempSync(join(tmpdir(), 'downhill-cold-'));
  try {
    const dist = join(folder, 'dist');
    const options = ['--production', `--out=${dist}`, '--log-level=warning'];
    execFileSync(process.execPath, ['esbuild.js', ...options], { cwd: ROOT });
    const worker = join(dist, 'worker.cjs');
    const engine = join(folder, 'engine.cjs');
    // Of the engine what the worker loads at once.
    const contents = `
      export { readProblem } from './src/engine/read/problem.ts';
      export { compileObjective } from './src/engine/objective.ts';`;
    await build({
      stdin: { contents, resolveDir: ROOT, loader: 'ts' },
      outfile: engine,
      ...shared,
      minify: true,
      platform: 'node',
      format: 'cjs',
      target: oldest.node,
    });
    const script = (name: string, code: string) => {
      writeFileSync(join(folder, name), code);
      return () => {
        const began = performance.now();
        const output = execFileSync(process.execPath, [join(folder, name)], { encoding: 'utf8' });
        return { inside: Number(output), outside: performance.now() - began };
      };
    };
    // A worker thread has this module before it loads anything.
    const before = `require('node:worker_threads');`;
    const timed = (work: string) => `${before}const b=performance.now();${work};console.log(performance.now()-b)`;
    const empty = script('empty.cjs', timed(''));
    const load = script('load.cjs', timed(`require(${JSON.stringify(worker)})`));
    const gradients = sizes.map((n) =>
      script(
        `gradient${n}.cjs`,
        `const e=require(${JSON.stringify(engine)}),t=${JSON.stringify(extendedRosenbrock(n))},x=new Float64Array(${n}).fill(.5);
         ${timed('e.compileObjective(e.readProblem(t)).gradient(x)')}`,
      ),
    );
    const loads: number[] = [];
    const lives: number[] = [];
    const first = sizes.map((): number[] => []);
    for (let i = 0; i < processes; i++) {
      const without = empty();
      const { inside, outside } = load();
      loads.push(inside);
      lives.push(outside - without.outside);
      gradients.forEach((run, k) => {
        first[k]!.push(run().inside);
      });
    }
    const code = readFileSync(worker);
    const late = new Set(globSync('worker-runs-*.cjs', { cwd: dist }));
    // A set is walked with what is added to it on the way.
    for (const file of late) {
      for (const [, other] of readFileSync(join(dist, file), 'utf8').matchAll(/"\.\/(worker-[^"]+)"/g))
        late.add(other!);
    }
    return {
      bytes: code.length,
      gzipped: gzipSync(code).length,
      runs: [...late].reduce((sum, file) => sum + gzipSync(readFileSync(join(dist, file))).length, 0),
      load: median(loads),
      process: median(lives),
      gradient: new Map(sizes.map((n, k) => [n, median(first[k]!)])),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const processes = Number(process.argv[2] ?? 20);
  const { bytes, gzipped, runs, load, process: life, gradient } = await measureCold(processes);
  const kilobytes = (count: number) => `${(count / 1000).toFixed(1)} KB`;
  console.log(`${cpus()[0]!.model}, Node ${process.version}, medians of ${processes} processes`);
  console.log(
    `the worker: ${kilobytes(bytes)}, gzipped ${kilobytes(gzipped)}; at the first run ${kilobytes(runs)} more`,
  );
  console.log(
    `loading it: ${load.toFixed(1)} ms (a process lives ${life.toFixed(1)} ms longer than with an empty script)`,
  );
  for (const [n, time] of gradient) console.log(`first gradient of ${n} parameters: ${time.toFixed(1)} ms`);
}
