import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { readTable } from '../../../../src/engine/data/read.ts';
import { sourceOf } from '../../../../src/engine/data/source.ts';
import { minimize, readProblem } from '../../../../src/engine/index.ts';
import { caseFile, cases, near } from '../../cases.ts';

/** A problem of NIST's StRD for nonlinear regression. */
interface NistProblem {
  readonly name: string;
  readonly data: string;
  readonly rows: number;
  readonly objective: string;
  readonly parameters: readonly string[];
  readonly starts: readonly (readonly number[])[];
  readonly certified: readonly number[];
  readonly residual_sum_of_squares: number;
}

for (const problem of cases<NistProblem[]>('nist/problems.json')) {
  for (const [i, start] of problem.starts.entries()) {
    test(`${problem.name} from start ${i + 1}, by its CSV and lm, to 6 digits`, async () => {
      const bytes = readFileSync(caseFile(`nist/${problem.data}`));
      const table = await readTable(sourceOf(problem.data, bytes), { columns: () => true });
      assert.equal(table.rows, problem.rows);
      const given = problem.parameters.map((name, j) => `${name} = ${start[j]}`).join(', ');
      const text = `data "${problem.data}"\nminimize ${problem.objective}\nstart ${given}\nmethod lm`;
      const read = readProblem(text, { tables: { [problem.data]: table } });
      const { verdict } = await minimize(read);
      for (const [j, name] of problem.parameters.entries()) {
        const value = verdict.point[read.parameters.indexOf(name)]!;
        near(value, problem.certified[j]!, 1e-6, 0, `${name} (${verdict.sentence})`);
      }
      near(verdict.value, problem.residual_sum_of_squares, 1e-6, 0, 'the residual sum of squares');
    });
  }
}
