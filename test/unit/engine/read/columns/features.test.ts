import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compileObjective, minimize, readProblem } from '../../../../../src/engine/index.ts';
import { reachable } from '../../../../../src/engine/program/graph.ts';
import { near } from '../../../cases.ts';

const data = {
  age: [30, 40, 50, 65],
  rooms: [1, 2, 3, 2],
  city: ['Rome', 'Oslo', 'Graz', 'Oslo'],
  y: [1, 2, 3, 4],
};
const read = (text: string) => readProblem(`data "t.csv"\n${text}`, { tables: { 't.csv': data } });
const notesOf = (text: string) => read(text).notes.map((note) => note.text);

test('onehot makes a column of each value, in order', () => {
  const problem = read('onehot city, rooms\nminimize mean((a*city_Graz + b*city_Oslo + c*rooms_2 - y)^2)');
  assert.deepEqual(problem.parameters, ['a', 'b', 'c']);
  const columns = Object.fromEntries(problem.columns.map(({ name, values }) => [name, [...values]]));
  assert.deepEqual(columns.city_Oslo, [0, 1, 0, 1]);
  assert.deepEqual(columns.rooms_2, [0, 1, 0, 1]);
  assert.deepEqual(problem.table?.used, ['city', 'rooms', 'y']);
  assert.ok(
    notesOf('onehot city\nminimize mean((a*city_Graz - y)^2)').includes(
      'city has the columns city_Graz, city_Oslo, city_Rome of 0 and 1.',
    ),
  );
  assert.ok(
    notesOf('onehot city drop=first\nminimize mean((a*city_Oslo - y)^2)').includes(
      'city has the columns city_Oslo, city_Rome of 0 and 1. city_Graz is left out: where all are 0, city is Graz.',
    ),
  );
  const list = readProblem('k = [2, 0, 2]\nonehot k\nminimize mean((a*k_0 + b*k_2 - 1)^2)');
  assert.deepEqual(
    list.columns.map(({ values }) => [...values]),
    [
      [0, 1, 0],
      [1, 0, 1],
    ],
  );
});

test('features are weighted by dot, with sums over the weights', () => {
  const problem = read(
    'onehot city\nfeatures X = age, city\nminimize mean((dot(w, X) + b - y)^2) + 0.5*sum(w^2) + sum(abs(w)) + norm(w)',
  );
  assert.deepEqual(problem.parameters, ['w_age', 'w_city_Graz', 'w_city_Oslo', 'w_city_Rome', 'b']);
  const w = [0.1, -2, 3, 0.5];
  const rows = data.city.map((city, i) => {
    const dot = w[0]! * data.age[i]! + (city === 'Graz' ? -2 : city === 'Oslo' ? 3 : 0.5);
    return (dot + 4 - data.y[i]!) ** 2;
  });
  const squares = w.reduce((sum, value) => sum + value * value, 0);
  const expected =
    rows.reduce((a, b) => a + b) / 4 + 0.5 * squares + w.reduce((a, b) => a + Math.abs(b), 0) + Math.sqrt(squares);
  near(compileObjective(problem).value([...w, 4]), expected, 1e-14, 0, 'value');
});

test('all takes the columns of numbers that no formula names', () => {
  const text = 'features X = all\nminimize mean((dot(w, X) - y)^2)';
  assert.deepEqual(read(text).parameters, ['w_age', 'w_rooms']);
  assert.ok(notesOf(text).includes('X has 2 columns: age, rooms. Of texts, and so not among them: city.'));
  assert.deepEqual(read(`onehot city\nstandardize X\n${text}`).scalings?.length, 5);
});

test('weights start at a number, in a list, or at random by a seed', () => {
  const model = 'features X = age, rooms\nminimize mean((dot(w, X) + dot(v, X)^2 + b - y)^2)\n';
  const start = (line: string) => read(`${model}${line}`).settings.start;
  assert.deepEqual(start('start w = 0, v = [1, 2], b = 3'), [0, 0, 1, 2, 3]);
  assert.deepEqual(start('w = 0.5\nv = 1\nb0 = 2'), [0.5, 0.5, 1, 1, 2]);
  const random = start('start w = normal seed=1, v = normal seed=1, b = 0');
  assert.deepEqual(start('start w = normal seed=1, v = normal seed=1, b = 0'), random);
  assert.notEqual(random[0], random[2]);
  const xavier = start('start w = xavier seed=4, v = xavier, b = 0');
  assert.ok(xavier.slice(0, 4).every((value) => Math.abs(value) <= Math.sqrt(6 / 4)));
  assert.deepEqual([...read(`${model}over w in [-1, 1]`).over.keys()], ['w_age', 'w_rooms']);
});

test('a fit by features is the fit that is written out', async () => {
  const written = await minimize(read('minimize mean((w_age*age + w_rooms*rooms + b - y)^2)\nmethod lm'));
  const vector = await minimize(read('features X = age, rooms\nminimize mean((dot(w, X) + b - y)^2)\nmethod lm'));
  assert.deepEqual(vector.verdict.point, written.verdict.point);
});

test('the graph grows with the number of features', () => {
  const size = (n: number) => {
    const columns = Object.fromEntries(
      Array.from({ length: n }, (_, k) => [`c${k}`, Float64Array.from([k, 1, 2, (3 * k) % 7])]),
    );
    const { objective, parameters } = readProblem(
      'data "t"\nfeatures X = all\nminimize mean((dot(w, X) + b - y)^2) + 0.1*sum(w^2)',
      { tables: { t: { ...columns, y: [1, 2, 3, 4] } } },
    );
    assert.equal(parameters.length, n + 1);
    return reachable([objective]).length;
  };
  const [hundred, thousand] = [size(100), size(1000)] as const;
  assert.ok(thousand < 10.2 * hundred, `${hundred}, ${thousand}`);
});
