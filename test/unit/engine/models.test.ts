/** The models of the examples, beside what NumPy and SciPy find of the same tables: test/oracle/models.py. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { minimize, readProblem, withSettings } from '../../../src/engine/index.ts';
import { cases, near } from '../cases.ts';
import { exampleTables } from '../example-tables.ts';

const FOLDER = new URL('../../../media/examples/', import.meta.url);

type Fits = Readonly<Record<string, { readonly point: Readonly<Record<string, number>>; readonly value: number }>>;

/** An example's text over all rows: which are held out is for the seed of the shuffle to say. */
function textOf(file: string): string {
  return readFileSync(new URL(file, FOLDER), 'utf8').replace(/^split .*$/m, '');
}

test('the examples’ coefficients have 6 digits', async () => {
  for (const [file, { point, value }] of Object.entries(cases<Fits>('models.json'))) {
    const text = textOf(file);
    const problem = readProblem(text, { tables: await exampleTables(text) });
    const [first] = problem.settings.methods;
    const run = await minimize(withSettings(problem, { methods: [first!], stop: { gradient: 1e-10 } }));
    assert.equal(run.verdict.status, 'converged', file);
    assert.deepEqual([...problem.parameters].sort(), Object.keys(point).sort());
    near(run.verdict.value, value, 1e-12, 0, `${file}: value`);
    problem.parameters.forEach((name, i) => {
      near(run.verdict.point[i]!, point[name]!, 1e-6, 1e-9, `${file}: ${name}`);
    });
  }
});

test('the logistic regression tells the loss over the rows that it holds out', async () => {
  const text = readFileSync(new URL('11-logistic-regression.downhill', FOLDER), 'utf8');
  const problem = readProblem(text, { tables: await exampleTables(text) });
  const { verdict } = await minimize(problem);
  assert.match(verdict.remarks[0]!, /over the 192 training rows, \S+ over the 48 validation rows\.$/);
  assert.ok(verdict.heldOut!.validation! > 0.3 && verdict.heldOut!.validation! < 0.9);
});
