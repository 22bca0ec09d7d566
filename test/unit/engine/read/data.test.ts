import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readTable } from '../../../../src/engine/data/read.ts';
import { sourceOf } from '../../../../src/engine/data/source.ts';
import type { Table } from '../../../../src/engine/data/table.ts';
import { compileObjective, dataNamed, minimize, ProblemError, readProblem } from '../../../../src/engine/index.ts';
import { namesIn } from '../../../../src/engine/read/data.ts';

const csv = 'Years of Experience,salary,city,age\n1,4,Rome,30\n2,5,Oslo,\n4,7,Rome,50\n6,9,Rome,NA\n8,11,Oslo,60\n';

const table = (content = csv, name = 'salary.csv'): Promise<Table> =>
  readTable(sourceOf(name, content), { columns: () => true });

async function read(text: string, content = csv) {
  return readProblem(`data "salary.csv"\n${text}`, { tables: { 'salary.csv': await table(content) } });
}

async function fault(
  text: string,
  content = csv,
): Promise<{ message: string; at: string; suggestion?: string | undefined }> {
  const whole = `data "salary.csv"\n${text}`;
  try {
    await read(text, content);
  } catch (error) {
    assert.ok(error instanceof ProblemError, String(error));
    const { message, start, end, suggestion } = error;
    return { message, at: whole.slice(start, end), suggestion };
  }
  throw new Error(`${text} was read.`);
}

test('columns are names, folded or in backticks', async () => {
  const problem = await read('minimize mean((w*Years_of_Experience + b - salary)^2)');
  assert.deepEqual(problem.parameters, ['w', 'b']);
  assert.deepEqual(
    problem.columns.map(({ name, values }) => [name, [...values]]),
    [
      ['Years_of_Experience', [1, 2, 4, 6, 8]],
      ['salary', [4, 5, 7, 9, 11]],
    ],
  );
  assert.deepEqual(problem.table, {
    written: 'salary.csv',
    name: 'salary.csv',
    names: ['Years_of_Experience', 'salary', 'city', 'age'],
    used: ['Years_of_Experience', 'salary'],
    rows: 5,
    usedRows: 5,
  });
  const quoted = await read('minimize mean((w*`Years of Experience` + b - salary)^2)');
  assert.equal(quoted.reading.text, problem.reading.text);
  const run = await minimize(await read('minimize mean((w*`Years of Experience` + b - salary)^2)\nmethod lm'));
  assert.ok(Math.abs(run.verdict.point[0]! - 1) < 1e-6 && Math.abs(run.verdict.point[1]! - 3) < 1e-6);
});

test('rows without a value in a column that is used are left out, and told', async () => {
  const problem = await read('z = [1, 2, 3, 4, 5]\nminimize mean((w*age + z - salary)^2)');
  assert.deepEqual(
    problem.columns.map(({ values }) => [...values]),
    [
      [30, 50, 60],
      [1, 3, 5],
      [4, 7, 11],
    ],
  );
  assert.deepEqual([problem.table?.rows, problem.table?.usedRows], [5, 3]);
  assert.ok(problem.notes.some(({ text }) => text === 'Rows 2 and 4 have no finite number in age and are left out.'));
  const without = await read('minimize mean((w*Years_of_Experience - salary)^2)');
  assert.equal(without.table?.usedRows, 5);
});

test('texts are compared, and only compared', async () => {
  const problem = await read('minimize mean((w*(city == "Rome") - salary)^2)');
  assert.deepEqual([...problem.columns[0]!.values], [1, 0, 1, 1, 0]);
  assert.match(problem.reading.text, /city == "Rome"/);
  const other = await read('minimize mean((w*(“Rome” != city) - salary)^2)');
  const point = [3];
  assert.equal(
    compileObjective(other).value(point),
    compileObjective(await read('minimize mean((w*(1 - (city == "Rome")) - salary)^2)')).value(point),
  );
});

test('the name of a data line, and the names that may be columns', () => {
  assert.equal(dataNamed('# data "no.csv"\ndata "my #1 (new).csv" header=no\nminimize x')?.name, 'my #1 (new).csv');
  assert.equal(dataNamed('data table\nmean(x*w)')?.nearest, true);
  assert.equal(dataNamed('data*x + data^2'), undefined);
  assert.ok(['θ_1', 'a_b', 'x'].every((name) => namesIn('θ₁ + `a b` + x_i').has(name)));
});

test('a text of its own for what goes wrong', async () => {
  const cases: [string, RegExp, string, string?][] = [
    ['minimize mean((w*city - salary)^2)', /city is a column of texts: “Rome”, “Oslo”/, 'city', '(city == "Rome")'],
    ['minimize mean((w*(city == "rome") - salary)^2)', /No row of salary.csv has “rome” in city/, '"rome"', '"Rome"'],
    ['minimize mean((w*(age == "30") - salary)^2)', /age is a column of numbers/, '"30"', '30'],
    ['minimize mean((w*agee + b - salary)^2)', /agee is not a column of salary.csv. Did you mean age\?/, 'agee', 'age'],
    ['minimize mean((w*Age + b - salary)^2)', /Did you mean age\?/, 'Age', 'age'],
    [
      'minimize mean((w*x + b - y)^2)',
      /there is none of its columns in it: Years_of_Experience, salary, city, age/,
      'mean((w*x + b - y)^2)',
    ],
    [
      'minimize (w*age + b - salary)^2',
      /one value for each of 3 rows/,
      '(w*age + b - salary)^2',
      'mean((w*age + b - salary)^2)',
    ],
    [
      'minimize mean((age - salary)^2)',
      /no parameters.*age, salary are columns of salary.csv/,
      'minimize mean((age - salary)^2)',
    ],
    [
      'minimize mean((age*salary + c)^2)\nstart c = 1, age = 2',
      /age is a column of salary.csv, and so no parameter/,
      'age',
    ],
    ['minimize mean((age*salary + c)^2)\nover salary in [0, 2]', /salary is a column/, 'salary'],
    ['z = [1, 2]\nminimize mean((w*salary - z)^2)', /Columns of 5 and 2 rows/, 'w*salary - z'],
    ['minimize mean((w*salary - "Rome")^2)', /compared with a column/, '"Rome"'],
    ['minimize mean((w*salary - (town == "Rome"))^2)', /compared with a column/, 'town'],
    ['minimize mean((w*age(2) - salary)^2)', /age is not a function/, 'age(2)', 'age*(2)'],
    ['data "other.csv"\nminimize mean(w*age)', /second/, 'data "other.csv"'],
    ['minimize sum(w*salary[i], i, 1, 6)', /rows 1 to 5/, 'salary[i]'],
    ['minimize mean((w*salary - "open)^2)', /no closing/, '"'],
  ];
  for (const [text, message, at, suggestion] of cases) {
    const found = await fault(text);
    assert.match(found.message, message);
    assert.deepEqual([found.at, found.suggestion], [at, suggestion], text);
  }
});

test('a mixed column says which row is no number', async () => {
  const { message } = await fault('minimize mean((w*a - b)^2)', 'a,b\n1,2\n"1,234",3\n3,4\n');
  assert.match(message, /a is not a column of numbers: row 2 of salary\.csv has “1,234”/);
});

test('every row lacks a value', async () => {
  assert.match((await fault('minimize mean((w*a - b)^2)', 'a,b\n1,\n,3\n')).message, /Every row of salary.csv lacks/);
});

test('the data line itself', () => {
  const at = (text: string, tables = {}) => {
    try {
      readProblem(text, { tables });
    } catch (error) {
      assert.ok(error instanceof ProblemError);
      return [text.slice(error.start, error.end), error.message, error.suggestion] as const;
    }
    throw new Error(`${text} was read.`);
  };
  assert.deepEqual(at('data salary.csv\nmean(x*w)').toSpliced(1, 1), ['salary.csv', '"salary.csv"']);
  assert.equal(at('data "" \nmean(x*w)')[0], '""');
  assert.equal(at('data "a.csv" sep=;\nmean(x*w)')[0], 'sep=');
  assert.match(at('data "a.csv"\nmean(x*w)')[1], /was not given/);
  assert.match(at('data "a.csv"\nmean(x*w)', { 'a.csv': { x: [1, 2], y: [1] } })[1], /different lengths/);
});

test('columns of a program', () => {
  const problem = readProblem('data "t"\nmean((w*x + b*(kind == "a") - y)^2)', {
    tables: { t: { x: [1, 2, null], y: Float64Array.of(1, 2, 3), kind: ['a', 'b', 'a'] } },
  });
  assert.deepEqual([...problem.columns[0]!.values], [1, 2]);
});

test('what hides a column is told', async () => {
  const problem = await read('age = 2\nf(salary) = (salary - age)^2\nminimize mean((w*Years_of_Experience)^2)');
  const notes = problem.notes.map(({ text }) => text).join('\n');
  assert.match(notes, /age is defined here: the column age/);
  assert.match(notes, /salary is an argument of f here/);
});

test('a word that is no column is told to be a parameter, unless it has a start', async () => {
  const notes = async (text: string) => (await read(text)).notes.map(({ text: note }) => note).join('\n');
  const text = 'minimize mean((w*Years_of_Experience + income - salary)^2)';
  assert.match(
    await notes(text),
    /income is a parameter, not a column of salary.csv: it has Years_of_Experience, salary/,
  );
  assert.doesNotMatch(await notes(`${text}\nstart income = 0, w = 0`), /income is a parameter/);
  assert.match(await notes('minimize mean((w*experience + b - salary)^2)'), /there is Years_of_Experience/);
});

test('columns may have the names of functions and constants', async () => {
  const problem = await read('minimize mean((w*exp(e) + b - max)^2)', 'e,max\n0,1\n1,2\n');
  assert.deepEqual(
    problem.columns.map(({ name }) => name),
    ['e', 'max'],
  );
});
