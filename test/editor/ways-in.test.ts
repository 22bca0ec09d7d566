/** Every way a person can ask for a minimum: palette, key, context menu, lens. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sharedSession } from './session.ts';

const text = `# Notes

The valley (1 - x)^2 + 100*(y - x^2)^2 is curved.

(p - 1)^2 + 2

(q - 2)^2 + 3

\`\`\`downhill
minimize (r - 3)^2 + 4
start r = 0
\`\`\`
`;

const session = sharedSession(() => ({ files: { 'notes.md': text } }));

test('the palette minimizes the selection: formula, gradient, verdict, charts and trace are shown', async () => {
  const { workbench } = session();
  await workbench.openFile('notes.md');
  await workbench.select(3, 12, '(1 - x)^2 + 100*(y - x^2)^2'.length);
  await workbench.command('Downhill: Minimize');
  const panel = await workbench.panel();
  const painted = await panel.painted();
  assert.match(await panel.verdict(), /\d/);
  assert.ok(painted.length >= 4, `${painted.length} charts`);
  await panel.view('formula').locator('math').first().waitFor();
  assert.ok((await panel.view('trace').locator('[role="row"]').count()) > 3, 'rows in the trace');
  await workbench.screenshot('palette');
});

test('the key binding minimizes the line at the cursor', async () => {
  const { workbench } = session();
  const panel = await workbench.panel();
  await workbench.select(5, 3);
  await panel.verdictAfter(() => workbench.page.keyboard.press('Control+Alt+M'));
  assert.match((await panel.view('formula').textContent()) ?? '', /p/);
});

test('the context menu minimizes the line that was clicked', async () => {
  const { workbench } = session();
  const panel = await workbench.panel();
  await workbench.select(7, 3);
  await panel.verdictAfter(async () => {
    await workbench.contextMenu(workbench.page.locator('.view-line').filter({ hasText: '(q' }), 'Minimize');
  });
  assert.match((await panel.view('formula').textContent()) ?? '', /q/);
});

test('the lens minimizes the block below it', async () => {
  const { workbench } = session();
  const panel = await workbench.panel();
  await panel.verdictAfter(() =>
    workbench.page.locator('.codelens-decoration a').filter({ hasText: 'Minimize' }).click(),
  );
  assert.match((await panel.view('formula').textContent()) ?? '', /r/);
});

test('there is one panel still', async () => {
  assert.equal(await session().workbench.page.locator('.tab').filter({ hasText: 'Downhill' }).count(), 1);
});
