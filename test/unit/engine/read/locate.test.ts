import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findProblems, locateObjective, locateProblem } from '../../../../src/engine/read/locate.ts';

/** A document with `|` for the cursor, or `[[` and `]]` around the selection. */
function locate(marked: string, languageId = 'markdown') {
  const start = marked.search(/¦|⟦/);
  const text = marked.replace(/[¦⟦⟧]/g, '');
  const end = marked.includes('⟧') ? marked.indexOf('⟧') - 1 : start;
  const located = locateProblem(text, languageId, { start, end });
  return located && [located.kind, text.slice(located.range.start, located.range.end)];
}

const ROSENBROCK = '(1 - x)^2 + 100*(y - x^2)^2';

test('a selection is the problem, without white space at its ends', () => {
  assert.deepEqual(locate(`see ⟦ ${ROSENBROCK} ⟧ here`), ['selection', ROSENBROCK]);
  assert.deepEqual(locate(`⟦f = x^2\nrate = 0.1\n⟧`, 'plaintext'), ['selection', 'f = x^2\nrate = 0.1']);
});

test('a selection in Markdown loses the marks around it', () => {
  for (const marked of ['⟦`x^2`⟧', '⟦$x^2$⟧', '⟦$$\nx^2\n$$⟧', '⟦ ``x^2`` ⟧', '`⟦x^2⟧`']) {
    assert.deepEqual(locate(`so ${marked} is`), ['selection', 'x^2'], marked);
  }
  assert.deepEqual(locate('⟦`a` + `b`⟧'), ['selection', '`a` + `b`']);
  assert.deepEqual(locate('⟦`x^2`⟧', 'plaintext'), ['selection', '`x^2`']);
});

test('a selection around a fence means the inside of the fence, one in it itself', () => {
  const inside = 'c = 2\nminimize c*x^2';
  assert.deepEqual(locate(`text\n⟦\`\`\`downhill\n${inside}\n\`\`\`⟧\n`), ['fence', inside]);
  assert.deepEqual(locate(`te⟦xt\n\`\`\`downhill\nc = 2⟧\nminimize c*x^2\n\`\`\`\n`), ['fence', inside]);
  assert.deepEqual(locate(`\`\`\`downhill\n⟦${inside}⟧\n\`\`\`\n`), ['fence', inside]);
  assert.deepEqual(locate(`\`\`\`downhill\nc = 2\nminimize ⟦c*x^2⟧\n\`\`\`\n`), ['selection', 'c*x^2']);
});

test('a selection without a letter or digit means nothing', () => {
  assert.equal(locate('a⟦   ⟧b'), undefined);
  assert.equal(locate('⟦***⟧'), undefined);
});

test('a .downhill document is one problem wherever the cursor is', () => {
  const text = '# a\nminimize x^2\n\nstart x = 3\n';
  assert.deepEqual(locate(`# a\nminimize x^2\n¦\nstart x = 3\n`, 'downhill'), ['document', text]);
  assert.deepEqual(locate(`⟦# a\nminimize x^2⟧\n`, 'downhill'), ['document', '# a\nminimize x^2\n']);
  assert.deepEqual(locate(`# a\nminimize ⟦x^2⟧\n`, 'downhill'), ['selection', 'x^2']);
  assert.equal(locate('¦', 'downhill'), undefined);
});

test('a cursor in a fence means its inside, on the fence itself too', () => {
  for (const marked of [
    '```downhill¦\nx^2\n```',
    '```downhill\nx^2\n```¦',
    '~~~ Downhill title\nx¦^2\n~~~',
    '````downhill\n¦x^2\n````',
    '```downhill\nx¦^2',
  ]) {
    assert.deepEqual(locate(`prose\n\n${marked}`), ['fence', 'x^2'], marked);
  }
  assert.equal(locate('```downhill\n¦\n```'), undefined);
});

test('a fence inside another kind of fence is text', () => {
  assert.deepEqual(locate('````markdown\n```downhill\nx^2 + 1¦\n```\n````'), ['line', 'x^2 + 1']);
});

test('a cursor in a code span or mathematics means its inside', () => {
  assert.deepEqual(locate('We minimize `x^2 ¦+ 1` and $y^2$ here.'), ['span', 'x^2 + 1']);
  assert.deepEqual(locate('We minimize `x^2 + 1` and ¦$y^2$ here.'), ['span', 'y^2']);
  assert.deepEqual(locate('It is\n$$\n\\frac{1}{2} x¦^2\n$$\nfor all'), ['span', '\\frac{1}{2} x^2']);
  assert.deepEqual(locate('It costs $5 and $6: `a^2`¦ ok'), ['span', 'a^2']);
});

test('prose around a marked formula means the formula', () => {
  assert.deepEqual(locate('The parabola `x^2 + 1` is conv¦ex.'), ['span', 'x^2 + 1']);
});

test('a line loses list marks, quotation marks and the end of its sentence', () => {
  assert.deepEqual(locate(`- ${ROSENBROCK}¦.`), ['line', ROSENBROCK]);
  assert.deepEqual(locate('> 1. f(x, y) = x^2 + y^2,¦'), ['line', 'f(x, y) = x^2 + y^2']);
  assert.deepEqual(locate('* [x] (x - 1)^2¦'), ['line', '(x - 1)^2']);
  assert.deepEqual(locate('¦  J(θ) = θ² + 4θ + 5'), ['line', 'J(θ) = θ² + 4θ + 5']);
});

test('consecutive lines are one problem when each looks like a statement', () => {
  const text =
    'a = 2\nf(x) = (x - a)^2 # a bowl\nstart x = 3\nmethod adam rate=0.1, momentum\nstop gradient < 1e-6, steps = 50';
  assert.deepEqual(locate(`Prose above.\n\n${text}¦\n\nProse below.`), ['paragraph', text]);
  assert.deepEqual(locate(`Prose above.\n\n${text}¦`, 'plaintext'), ['paragraph', text]);
  const open = 'minimize mean(\n  (w*x - y)^2\n)\nx = [1, 2,\n  3]';
  assert.deepEqual(locate(`¦${open}`, 'plaintext'), ['paragraph', open]);
});

test('prose among the lines leaves the line of the cursor', () => {
  assert.deepEqual(locate('The bowl is\nx^2 + y^2¦\nas everyone knows.'), ['line', 'x^2 + y^2']);
  assert.deepEqual(locate('- x^2\n- y^2¦ + x'), ['line', 'y^2 + x']);
  assert.deepEqual(locate('# f(x) = x\nx^2 + 1¦'), ['line', 'x^2 + 1']);
});

test('prose means nothing', () => {
  for (const prose of [
    'Just a sen¦tence.',
    'I have 2 apples¦',
    'A well-known fact¦',
    'See section (above)¦',
    'minimize the function¦ with care.',
    'start with a simple one¦',
    'stop when done¦',
    "It's x^2¦",
    '¦',
  ]) {
    assert.equal(locate(prose), undefined, prose);
  }
});

test('other languages mean the line', () => {
  assert.deepEqual(locate('a = 1\ny = (x - 1)**2¦\nb = 2', 'python'), ['line', 'y = (x - 1)**2']);
});

test('a carriage return is not part of a formula', () => {
  assert.deepEqual(locate('a\r\n\r\nx^2 + 1¦\r\n', 'plaintext'), ['line', 'x^2 + 1']);
  assert.deepEqual(locate('```downhill\r\nx^2¦\r\n```\r\n'), ['fence', 'x^2']);
});

test('the problems of a document are its fences with statements', () => {
  const text = '```downhill\nx^2\n```\n```js\ny^2\n```\n~~~downhill\n# nothing\n~~~\n```downhill\nz^2';
  const found = findProblems(text, 'markdown').map(({ start, end }) => text.slice(start, end));
  assert.deepEqual(found, ['x^2', 'z^2']);
  assert.deepEqual(findProblems('x^2', 'downhill'), [{ start: 0, end: 3 }]);
  assert.deepEqual(findProblems(' \n# c\n', 'downhill'), []);
  assert.deepEqual(findProblems('x^2', 'plaintext'), []);
});

test('the objective of a problem', () => {
  const objective = (text: string) => {
    const { start, end } = locateObjective(`..${text}`, { start: 2, end: 2 + text.length });
    return `..${text}`.slice(start, end);
  };
  assert.equal(objective('f(x) = x^2\nminimize f(x) + 1 # c\nstart x = 2'), 'minimize f(x) + 1');
  assert.equal(objective('a = 2\nf(x) = a*x^2\nrate = 0.1\nstart x = 2'), 'f(x) = a*x^2');
  assert.equal(objective('a = 2\n(x\n - a)^2\nstart x = 2'), '(x\n - a)^2');
  assert.equal(objective('loss = x^2\n'), 'loss = x^2');
  assert.equal(objective('# only this'), '# only this');
});

test('a long document is searched in one pass', () => {
  const text = `${'prose $ and ` marks \n'.repeat(20_000)}x^2 + 1`;
  assert.deepEqual(locateProblem(text, 'markdown', { start: text.length, end: text.length })?.kind, 'line');
});

test('a definition in a sentence is found from its line', () => {
  const found = (marked: string, languageId: string) => locate(marked, languageId)?.[1];
  for (const languageId of ['markdown', 'plaintext']) {
    const claim = 'A claim: f(x, y) = (x - 1)^2 + (y + 2)^4, as u¦sual.';
    assert.equal(found(claim, languageId), 'f(x, y) = (x - 1)^2 + (y + 2)^4');
    assert.equal(found('Let us take J(w) = sin(w) + w^2 and minimize¦ it.', languageId), 'J(w) = sin(w) + w^2');
    assert.equal(found('Take f(x) = x² + 2x.¦ It is convex.', languageId), 'f(x) = x² + 2x');
    assert.equal(found('f(x) = x^2 is convex¦ everywhere', languageId), 'f(x) = x^2');
    assert.equal(found('We say f(x) = something¦ else.', languageId), undefined);
  }
});
