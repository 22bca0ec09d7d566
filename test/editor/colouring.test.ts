/** The grammar, by what a person sees of it: statements, comments and numbers have colours of their own. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sharedSession } from './session.ts';
import { until } from './until.ts';

const text = '# a note\nminimize x^2 + 41\n';
const files = { 'bowl.downhill': text, 'notes.md': `Prose.\n\n\`\`\`downhill\n${text}\`\`\`\n` };

const session = sharedSession(() => ({ files }));

for (const name of Object.keys(files)) {
  test(`the problem language is coloured in ${name}`, async () => {
    const { workbench } = session();
    await workbench.openFile(name);
    const colorOf = (word: string) =>
      workbench.page
        .locator('.editor-instance .view-line span > span')
        .filter({ hasText: word })
        .first()
        .evaluate((span) => getComputedStyle(span).color);
    const colors = await until(
      async () => [await colorOf('a note'), await colorOf('minimize'), await colorOf('41')],
      (found) => new Set(found).size === 3,
      'A comment, a statement and a number do not differ',
    );
    assert.equal(colors.length, 3);
  });
}
