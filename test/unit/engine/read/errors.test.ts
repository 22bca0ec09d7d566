import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ProblemError, readProblem } from '../../../../src/engine/index.ts';

/** A text in which ‹…› marks where the error is; what its sentence says; what it suggests. */
const ERRORS: readonly [text: string, message: RegExp, suggestion?: string][] = [
  ['‹›', /no formula/],
  ['‹w(x - 1)›', /product/, 'w*(x - 1)'],
  ['x + ‹w (x - 1)›', /product/, 'w*(x - 1)'],
  ['‹sni›(x) + 1', /Did you mean sin/, 'sin'],
  ['‹frobnicate›(x, y)', /no function frobnicate/],
  ['(x + 1)‹)› + 2', /closes nothing/],
  ['2*‹(›x + 1', /no closing \)/],
  ['(x + 1‹]›', /does not close/, ')'],
  ['x^2 ‹+›', /missing after this \+/],
  ['x ‹* /› y', /missing/],
  ['|x - 1', /no closing/],
  ['‹1e999›*x', /larger than the largest/],
  ['a = b + 1\nb = ‹a›\nx*a', /a → b → a/],
  ['f(x) = ‹f(x - 1)›', /defined by itself/],
  ['x + ‹sqrt(-1)›', /not a real number/],
  ['x + ‹(-8)^(1/3)›', /not a real number/],
  ['x + ‹1/0›', /divided by 0/],
  ['‹2 + 3›', /no parameters/],
  ['x = 3\n‹x^2›', /no parameters/],
  ['log(x)\n‹start x = -1›', /log of -1/],
  ['x^2\nrate ‹0›', /above 0/, 'auto'],
  ['x^2\nrate ‹-1›', /above 0/, 'auto'],
  ['x^2\nlr = ‹-1›', /above 0/, 'auto'],
  ['x^2\nmethod ‹adm›', /no method adm/, 'adam'],
  ['x^2\nmethod adam ‹beta3›=0.5', /no option beta3/, 'beta1'],
  ['x^2\nmethod adam ‹beta1=1.5›', /at least 0 and less than 1/],
  ['x^2\nschedule ‹cosin›', /no schedule/, 'cosine'],
  ['x^2\nstop ‹gradiant›<1', /no stopping rule/, 'gradient'],
  ['x^2\nstop steps=‹1.5›', /whole number/],
  ['x^2\nstart ‹y› = 1', /not a parameter/],
  ['x^2 + y\nstart ‹1, 2, 3›', /2 parameters/],
  ['x^2\nover x in ‹[3, 1]›', /ends/],
  ['x = [1, 2, 3]\nminimize ‹(w*x - 1)^2›', /one value for each of 3 rows/, 'mean((w*x - 1)^2)'],
  ['x = [1, 2, 3]\ny = [1, 2]\nminimize mean(‹w*x - y›)', /3 and 2 rows/],
  ['‹mean(w)›', /no data column/],
  ['x = [1, 2]\nminimize mean(w*x) + ‹std(x)›', /n - 1/, 'sqrt(mean((x - mean(x))^2))'],
  ['minimize x^2\n‹minimize y^2›', /one objective/],
  ['x^2\nrate 1\n‹rate 2›', /two lines/],
  ['a = 1\n‹a› = 2\na*x', /defined twice/],
  ['x + ‹sin›', /is a function/],
  ['f(x, y) = 3x² + 2‹xy› + y²', /one name here/, 'x*y'],
  ['‹sinx› + y', /Write sin\(x\)/, 'sin(x)'],
  ['x^2 ‹if› x', /word if/],
  ['x^2\n‹rates 0.1›', /written rate 0.1/, 'rate 0.1'],
  ['x^2\n‹learning rate 0.1›', /learning_rate = 0.1/, 'learning_rate = 0.1'],
  ['x^2\n‹foo 3›', /no statement/],
  ['x^2\n‹strat› x = 5', /mean start/, 'start'],
  ['x^2 + y\nstart x = ‹3 y = 4›', /comma/],
  ['x^2\nstart x = 1, ‹x = 2›', /two starts/],
  ['x^2\nstop gradient<‹1e-6 steps=50›', /comma/],
  ['x^2\nstop ‹gradient>1e-6›', /small enough/, 'gradient<1e-6'],
  ['x^2\nrate 0.1, ‹0.1›', /twice/],
  ['2‹πx›', /one name here/, 'π*x'],
  ['x^2\n‹+› y^2', /ends with its line/],
  ['f(x) = x^2 ‹+›\n3x', /missing after this/],
  ['‹Σ› x^2', /sum\(expression/],
  ['‹∑›x^2', /sum\(expression/],
  ['‹‖›w‖', /norm/],
  ['x^2\n‹steps: 20›', /steps = 20/, 'steps = 20'],
  ['x^2\n‹steps 20›', /steps = 20/, 'steps = 20'],
  ['data ‹"file.csv"›\nminimize x', /was not given/],
  ['f(x, y) = x + y\nminimize ‹f(z)›', /takes 2 arguments/],
  ['f(x) = x^2\nminimize ‹f(y, z)›', /takes 1 argument; here it has 2/],
  ['‹minimze› x^2', /no statement minimze\. Did you mean minimize/],
  ['x^2\n‹metod› adam', /Did you mean method/],
  ['x^2\nrate ‹0.1 0.2›', /separated by commas: 0\.1, 0\.2/],
  ['atan2(‹›x)', /takes 2 arguments/],
  ['sum(x*i, i, 3, ‹1›)', /comes before/],
  ['x ‹%› 2', /mod\(a, b\)/],
  ['‹[›x', /no closing \]/],
  ['x + ‹2½›', /product/, '2.5'],
  [`${'('.repeat(150)}‹(›${'('.repeat(9849)}`, /nested more than/],
];

for (const [marked, message, suggestion] of ERRORS) {
  const start = marked.indexOf('‹');
  const text = marked.replaceAll(/[‹›]/g, '');
  const end = marked.indexOf('›') - 1;
  test(`${marked.slice(0, 60).replaceAll('\n', '; ')} is refused: ${message.source}`, () => {
    assert.throws(
      () => readProblem(text),
      (error: unknown) => {
        assert.ok(error instanceof ProblemError, String(error));
        assert.match(error.message, message);
        // A pair of marks around nothing only says that it fails, not where.
        if (start >= 0 && (end > start || text === '')) {
          assert.equal(text.slice(error.start, error.end), text.slice(start, end));
          assert.equal(error.start, start);
        }
        if (suggestion !== undefined) assert.equal(error.suggestion, suggestion);
        return true;
      },
    );
  });
}
