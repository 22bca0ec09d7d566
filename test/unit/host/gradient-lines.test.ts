import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { LocationKind } from '../../../src/engine/read/locate.ts';
import { insertBelow, partialDerivatives } from '../../../src/host/gradient-lines.ts';
import { applyEdits } from '../../../src/host/write-back.ts';
import { problemView } from './worker-stand-in.ts';

function inserted(document: string, problem: string, kind: LocationKind, languageId: string): string {
  const start = document.indexOf(problem);
  const range = { start, end: start + problem.length };
  const place = { uri: 'a:b', languageId, kind, range, text: problem };
  return applyEdits(document, [insertBelow(document, place, range, ['∂f/∂x = 2 * x', '∂f/∂y = 2 * y'])]);
}

test('one line a parameter, by the name the formula has', () => {
  assert.deepEqual(partialDerivatives(problemView), ['∂f/∂x = 2 * x', '∂f/∂y = 2 * y']);
  const named = (text: string) => partialDerivatives({ ...problemView, reading: { tex: '', text } })[0];
  assert.equal(named('J(θ₁, θ₂) = θ₁^2'), '∂J/∂x = 2 * x');
  assert.equal(named('loss = x^2'), '∂loss/∂x = 2 * x');
  assert.equal(named('x^2 + y^2'), '∂f/∂x = 2 * x');
});

test('comments below the objective', () => {
  assert.equal(
    inserted(
      'minimize x^2 + y^2 # bowl\nstart x = 1\n',
      'minimize x^2 + y^2 # bowl\nstart x = 1\n',
      'document',
      'downhill',
    ),
    'minimize x^2 + y^2 # bowl\n# ∂f/∂x = 2 * x\n# ∂f/∂y = 2 * y\nstart x = 1\n',
  );
  assert.equal(
    inserted('```downhill\nx^2 + y^2\nrate 1\n```', 'x^2 + y^2\nrate 1', 'fence', 'markdown'),
    '```downhill\nx^2 + y^2\n# ∂f/∂x = 2 * x\n# ∂f/∂y = 2 * y\nrate 1\n```',
  );
  assert.equal(
    inserted('  z = x**2 + y**2\n', 'x**2 + y**2', 'selection', 'python'),
    '  z = x**2 + y**2\n  # ∂f/∂x = 2 * x\n  # ∂f/∂y = 2 * y\n',
  );
  assert.equal(
    inserted('let z = x*x;\r\n', 'x*x', 'selection', 'javascript'),
    'let z = x*x;\r\n// ∂f/∂x = 2 * x\r\n// ∂f/∂y = 2 * y\r\n',
  );
});

test('a block of text after a paragraph of Markdown', () => {
  assert.equal(
    inserted('The `x^2 + y^2` is\nround.\n\nMore.', 'x^2 + y^2', 'span', 'markdown'),
    'The `x^2 + y^2` is\nround.\n\n```text\n∂f/∂x = 2 * x\n∂f/∂y = 2 * y\n```\n\nMore.',
  );
});
