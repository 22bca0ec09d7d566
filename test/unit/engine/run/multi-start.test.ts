import assert from 'node:assert/strict';
import { test } from 'node:test';
import { minimize, readProblem, withSettings } from '../../../../src/engine/index.ts';
import type { Problem } from '../../../../src/engine/problem.ts';
import { writeSettings } from '../../../../src/engine/read/write.ts';
import { Curvature } from '../../../../src/engine/run/curvature.ts';
import { MultiStart, type MultiStartResult } from '../../../../src/engine/run/multi-start.ts';
import { plansOf } from '../../../../src/engine/run/plan.ts';
import { startPoints } from '../../../../src/engine/run/starts.ts';
import { startsSentence } from '../../../../src/engine/run/starts-sentence.ts';
import { near } from '../../cases.ts';

const HIMMELBLAU = '(x^2 + y - 11)^2 + (x + y^2 - 7)^2';

function run(problem: Problem): MultiStartResult {
  const { starts } = problem.settings;
  assert.ok(starts);
  const many = new MultiStart(problem, starts, plansOf(problem)[0]!, new Curvature(problem));
  while (many.done < many.total) many.advance(5);
  return many.result();
}

test('many starts find the four minima of Himmelblau’s function, and each basin’s share', () => {
  const result = run(
    readProblem(`${HIMMELBLAU}\nstarts 300 seed=7 over x in [-5, 5], y in [-5, 5]\nstop gradient<1e-8`),
  );
  assert.equal(result.total, 300);
  assert.equal(result.done, 300);
  assert.equal(result.groups.length, 4);
  const minima = [
    [3, 2],
    [-2.805118086952745, 3.131312518250573],
    [-3.779310253377747, -3.283185991286169],
    [3.584428340330492, -1.848126526964404],
  ];
  for (const [x, y] of minima as [number, number][]) {
    const group = result.groups.find(({ point }) => Math.hypot(point[0]! - x, point[1]! - y) < 1e-6);
    assert.ok(group, `${x}, ${y}`);
    assert.equal(group.kind, 'minimum');
    assert.ok(group.count > 30, `${group.count}`);
  }
  assert.equal(
    result.groups.reduce((sum, { count }) => sum + count, 0),
    300 - result.failures.diverged - result.failures.limit - result.failures.undefined,
  );
  const counted = result.groups.map((_, i) => result.ends.filter((end) => end === i).length);
  assert.deepEqual(
    counted,
    result.groups.map(({ count }) => count),
  );
});

test('each start ends where a run from it does', async () => {
  for (const method of ['gd', 'adam rate=0.1', 'nesterov']) {
    const problem = readProblem(`${HIMMELBLAU}\nmethod ${method}\nstarts 9 grid over x in [-4, 4], y in [-4, 4]`);
    const result = run(problem);
    for (let k = 0; k < result.total; k++) {
      const start = result.points.map((column) => column[k]!);
      const one = withSettings(problem, { start, ...(result.rate !== undefined && { rates: [result.rate] }) });
      const { verdict } = await minimize(one);
      const end = result.ends[k]!;
      if (end >= 0) {
        near(result.groups[end]!.point[0]!, verdict.point[0]!, 1e-5, 1e-5, method);
        near(result.groups[end]!.point[1]!, verdict.point[1]!, 1e-5, 1e-5, method);
      } else assert.notEqual(verdict.status, 'converged');
    }
  }
});

test('what does not converge is counted, not grouped', () => {
  const { groups, failures } = run(
    readProblem(
      'x^4 - x^2\nrate 0.3\nstarts 50 seed=2 over x in [-6, 6]\nstop gradient<1e-6, steps=500, divergence>1e6',
    ),
  );
  assert.ok(failures.diverged > 10, `${failures.diverged}`);
  assert.equal(groups.length, 2);
  const far = run(readProblem('x^2\nrate 1e-6\nstarts 5\nstart x = 1\nstop gradient<1e-6, steps=10'));
  assert.equal(far.failures.limit, 5);
  assert.deepEqual(far.box, [[-4, 6]]);
});

test('the sentence says how many points there are, which is the least, and what did not converge', () => {
  const say = (text: string) => {
    const problem = readProblem(text);
    return startsSentence(problem, 'Gradient descent', run(problem));
  };
  assert.match(
    say(`${HIMMELBLAU}\nstarts 100 grid over x in [-5, 5], y in [-5, 5]\nstop gradient<1e-8`),
    /^100 starts \(grid\) of Gradient descent at rate [\d.]+: 100 reached 4 distinct minima of the same height, f = [\d.e-]+\.$/,
  );
  assert.match(
    say('x^4/10 - x^2 + x/5\nstarts 50 seed=3 over x in [-4, 4]'),
    /50 reached 2 distinct minima\. The least, f = −2\.952 at x = −2\.284, was reached by \d+ \(\d+ %\)\.$/,
  );
  assert.match(say('(x - 2)^2\nstarts 10'), /: 10 reached one minimum, f = .* at x = 2\.$/);
  assert.match(say('x\nrate 1e99\nstarts 3\nstop gradient<1e-9, divergence>1e9'), /none converged; 3 diverged\.$/);
});

test('maximize: the greatest value comes first', () => {
  const { groups } = run(readProblem('maximize sin(x) + x/10\nstarts 40 over x in [0, 20]'));
  assert.equal(groups.length, 4);
  assert.deepEqual(
    groups.map(({ value }) => value),
    groups.map(({ value }) => value).toSorted((a, b) => b - a),
  );
  assert.ok(groups.every(({ kind }) => kind === 'maximum'));
});

test('the same seed lays the same starts, another seed others', () => {
  const box = [
    [-1, 3],
    [0, 10],
  ] as const;
  for (const layout of ['random', 'latin'] as const) {
    const points = startPoints({ count: 50, layout, seed: 3 }, box);
    assert.deepEqual(points, startPoints({ count: 50, layout, seed: 3 }, box));
    assert.notDeepEqual(points, startPoints({ count: 50, layout, seed: 4 }, box));
    points.forEach((column, i) => {
      for (const value of column) assert.ok(value >= box[i]![0] && value < box[i]![1]);
    });
  }
  // These digits are the generator's: they may not change from version to version or host to host.
  assert.deepEqual(
    [...startPoints({ count: 2, layout: 'random', seed: 1 }, [[0, 1]])[0]!],
    [0.6894079135345498, 0.10076732697837887],
  );
});

test('a Latin hypercube has one start in each layer of each axis; a grid has its corners', () => {
  const columns = startPoints({ count: 20, layout: 'latin', seed: 5 }, [
    [0, 20],
    [0, 20],
    [0, 20],
  ]);
  for (const column of columns) {
    assert.deepEqual(
      [...column].map(Math.floor).sort((a, b) => a - b),
      Array.from({ length: 20 }, (_, k) => k),
    );
  }
  const [x, y] = startPoints({ count: 10, layout: 'grid', seed: 0 }, [
    [-1, 1],
    [0, 4],
  ]);
  assert.deepEqual([...x!], [-1, 0, 1, -1, 0, 1, -1, 0, 1]);
  assert.deepEqual([...y!], [0, 0, 0, 2, 2, 2, 4, 4, 4]);
  assert.equal(
    startPoints({ count: 1000, layout: 'grid', seed: 0 }, [
      [0, 1],
      [0, 1],
      [0, 1],
    ])[0]!.length,
    1000,
  );
});

test('starts are read, refused, and written', () => {
  const read = (line: string) => readProblem(`x^2 + y^2\n${line}`).settings.starts;
  assert.deepEqual(read('starts 100 seed=1 over x in [-5, 5]'), { count: 100, layout: 'random', seed: 1 });
  assert.deepEqual(read('starts latin 20'), { count: 20, layout: 'latin', seed: 1 });
  assert.deepEqual(read('starts grid n=25'), { count: 25, layout: 'grid', seed: 1 });
  for (const [line, message] of [
    ['starts', /missing after starts/],
    ['starts seed=3', /How many starts/],
    ['starts many', /laid random, grid or latin/],
    ['starts 0', /from 1 to 100,000/],
    ['starts -3', /from 1 to 100,000/],
    ['starts 2.5', /whole number/],
    ['starts 1e9', /from 1 to 100,000/],
    ['starts 10 seed=-1', /A seed is/],
    ['starts 10 sead=1', /no option sead/],
    ['starts 10 over z in [0, 1]', /z is not a parameter/],
    ['starts 10 over x in [1, 0]', /before it begins/],
    ['starts 10 over x in [1, 1]', /one point, 1/],
    ['starts 10 lattin', /not lattin/],
  ] as const) {
    assert.throws(() => read(line), message, line);
  }
  const text = 'x^2\nstart x = 1';
  const [edit] = writeSettings(readProblem(text), { starts: { count: 30, layout: 'latin', seed: 2 } });
  const written = text.slice(0, edit!.start) + edit!.text + text.slice(edit!.end);
  assert.deepEqual(readProblem(written).settings.starts, { count: 30, layout: 'latin', seed: 2 });
  const [gone] = writeSettings(readProblem(written), { starts: { count: 0, layout: 'latin', seed: 2 } });
  assert.equal(written.slice(0, gone!.start) + gone!.text + written.slice(gone!.end), text);
});
