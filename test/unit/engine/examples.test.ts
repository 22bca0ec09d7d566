import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { minimize, type Run, readProblem, withSettings } from '../../../src/engine/index.ts';
import { near } from '../cases.ts';
import { exampleTables } from '../example-tables.ts';

const FOLDER = new URL('../../../media/examples/', import.meta.url);

/** The problems of an example: a Markdown file's fences, a .downhill file whole. */
function problemsOf(file: string): string[] {
  const text = readFileSync(new URL(file, FOLDER), 'utf8');
  if (file.endsWith('.downhill')) return [text];
  return [...text.matchAll(/```downhill\n(.*?)```/gs)].map((match) => match[1]!);
}

async function run(text: string, rate?: number): Promise<Run> {
  const problem = readProblem(text, { tables: await exampleTables(text) });
  return minimize(rate === undefined ? problem : withSettings(problem, { rates: [rate] }));
}

const files = readdirSync(FOLDER).filter((file) => /\.(?:md|downhill)$/.test(file));
const all = Object.fromEntries(files.map((file) => [file, problemsOf(file)]));

/** The example that contains a piece of text. */
function example(part: string): string {
  const found = Object.values(all)
    .flat()
    .filter((text) => text.includes(part));
  assert.ok(found.length >= 1, part);
  return found[0]!;
}

test('every example reads and runs', async () => {
  assert.ok(files.length >= 4);
  for (const texts of Object.values(all)) {
    assert.ok(texts.length >= 1);
    for (const text of texts) assert.notEqual((await run(text)).verdict.status, 'undefined');
  }
});

test('the parabola: θ = 2, 1.2, 0.56, 0.048, −0.3616, and −1.942 after 20 steps', async () => {
  const { trace } = await run(example('θ² + 4θ + 5'));
  [3, 2, 1.2, 0.56, 0.048, -0.3616].forEach((θ, k) => {
    near(trace.parameters[0]![k]!, θ, 1e-12, 1e-12, `θ at ${k}`);
  });
  assert.equal(trace.value.length, 21);
  near(trace.parameters[0]![20]!, -2 + 5 * 0.8 ** 20, 1e-12, 0, 'θ at 20');
});

test('the bowl at three rates: slow, straight, and for ever between y = ±4', async () => {
  const text = example('x² + 2y²');
  const slow = await run(text, 0.01);
  const straight = await run(text, 0.1);
  const bouncing = await run(text, 0.5);
  assert.equal(slow.verdict.status, 'limit');
  assert.equal(straight.verdict.status, 'converged');
  assert.equal(bouncing.verdict.status, 'oscillating');
  assert.match(bouncing.verdict.sentence, /y jumps between 4 and −4/);
  assert.deepEqual([...bouncing.trace.parameters[1]!.slice(0, 4)], [4, -4, 4, -4]);
});

test('the neuron: one step to w = 2.2, b = 0.6, from 4 to 0', async () => {
  const { trace, verdict } = await run(example('relu'));
  near(trace.parameters[0]![1]!, 2.2, 1e-15, 0, 'w');
  near(trace.parameters[1]![1]!, 0.6, 1e-15, 0, 'b');
  assert.deepEqual([trace.value[0], trace.value[1]], [4, 0]);
  assert.equal(verdict.status, 'converged');
});

test('the salaries: w = 0.2, 0.36, 0.488, 0.5904, 0.67232 and the error times 0.64', async () => {
  const { trace } = await run(example('salary'));
  [0, 0.2, 0.36, 0.488, 0.5904, 0.67232].forEach((w, k) => {
    near(trace.parameters[0]![k]!, w, 1e-14, 0, `w at ${k}`);
    near(trace.value[k]!, 0.64 ** k, 1e-14, 0, `error at ${k}`);
  });
});

test('the saddle is called a saddle, and beside it there is no minimum', async () => {
  assert.equal((await run(example('x² - y²'))).verdict.curvature?.kind, 'saddle');
  const beside = Object.values(all)
    .flat()
    .find((text) => text.includes('y = 0.001'))!;
  assert.equal((await run(beside)).verdict.status, 'unbounded');
});
