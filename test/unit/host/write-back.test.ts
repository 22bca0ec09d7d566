import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { LocationKind } from '../../../src/engine/read/locate.ts';
import { applyEdits, planWriteBack } from '../../../src/host/write-back.ts';
import type { Edit } from '../../../src/protocol/worker.ts';

/** Writes `rate 0.1` after the problem's text, or other edits; gives the document and what is the problem in it then. */
function write(
  document: string,
  problem: string,
  kind: LocationKind,
  languageId: string,
  edits: readonly Edit[] = [{ start: problem.length, end: problem.length, text: '\nrate 0.1' }],
) {
  const start = document.indexOf(problem);
  const range = { start, end: start + problem.length };
  const plan = planWriteBack(document, { uri: 'a:b', languageId, kind, range, text: problem }, edits);
  if ('newDocument' in plan) return plan;
  const result = applyEdits(document, plan.edits);
  return [result, plan.kind, result.slice(plan.range.start, plan.range.end)];
}

test('a problem with lines of its own is edited in place', () => {
  assert.deepEqual(write('x^2\n', 'x^2\n', 'document', 'downhill', [{ start: 4, end: 4, text: 'rate 0.1\n' }]), [
    'x^2\nrate 0.1\n',
    'document',
    'x^2\nrate 0.1\n',
  ]);
  const fence = '```downhill\nx^2\n```\n';
  assert.deepEqual(write(fence, 'x^2', 'fence', 'markdown'), [
    '```downhill\nx^2\nrate 0.1\n```\n',
    'fence',
    'x^2\nrate 0.1',
  ]);
  assert.deepEqual(write('a\n\nx^2\n', 'x^2', 'line', 'plaintext'), ['a\n\nx^2\nrate 0.1\n', 'line', 'x^2\nrate 0.1']);
});

test('a formula in the prose of Markdown gets a fence after its paragraph', () => {
  const expected = ['```downhill\nx^2\nrate 0.1\n```', 'fence', 'x^2\nrate 0.1'] as const;
  const cases: [string, LocationKind, string][] = [
    ['The `x^2` is\nconvex.\n\nMore.\n', 'span', `The \`x^2\` is\nconvex.\n\n${expected[0]}\n\nMore.\n`],
    ['- x^2', 'line', `- x^2\n\n${expected[0]}`],
    ['see x^2 here\n# Next\n', 'selection', `see x^2 here\n# Next\n\n${expected[0]}\n`],
    ['`x^2`\n```js\n```\n', 'span', `\`x^2\`\n\n${expected[0]}\n\n\`\`\`js\n\`\`\`\n`],
    ['```downhill\nminimize x^2\n```\n', 'selection', `\`\`\`downhill\nminimize x^2\n\`\`\`\n\n${expected[0]}\n`],
  ];
  for (const [document, kind, written] of cases) {
    assert.deepEqual(write(document, 'x^2', kind, 'markdown'), [written, expected[1], expected[2]], document);
  }
});

test('a formula in a sentence of plain text gets lines after its paragraph', () => {
  assert.deepEqual(write('see x^2 here\n\nMore.', 'x^2', 'selection', 'plaintext'), [
    'see x^2 here\n\nx^2\nrate 0.1\n\nMore.',
    'paragraph',
    'x^2\nrate 0.1',
  ]);
});

test('a program gets values in place, and statements in a document of their own', () => {
  const edits = [{ start: 5, end: 8, text: '0.5' }];
  assert.deepEqual(write('lr = 0.1\n', 'lr = 0.1', 'selection', 'python', edits), [
    'lr = 0.5\n',
    'selection',
    'lr = 0.5',
  ]);
  assert.deepEqual(write('y = x**2\n', 'x**2', 'selection', 'python'), { newDocument: 'x**2\nrate 0.1\n' });
});

test('line breaks are those of the document', () => {
  assert.deepEqual(write('a `x^2`\r\n', 'x^2', 'span', 'markdown'), [
    'a `x^2`\r\n\r\n```downhill\r\nx^2\r\nrate 0.1\r\n```\r\n',
    'fence',
    'x^2\r\nrate 0.1',
  ]);
});
