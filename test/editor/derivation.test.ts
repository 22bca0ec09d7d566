/** Explain Derivative in the real editor, in every theme. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Panel } from './panel.ts';
import { sharedSession } from './session.ts';
import { themes } from './workbench.ts';

let panel: Panel;
const session = sharedSession(
  () => ({ files: { 'notes.md': '# Notes\n\n(1 - x)^2 + 100*(y - x^2)^2\n' } }),
  async ({ workbench }) => {
    await workbench.openFile('notes.md');
    await workbench.select(3, 3);
    await workbench.command('Downhill: Explain Derivative');
    panel = await workbench.panel();
  },
);

test('the command opens the panel at the derivation, typeset, and its steps open', async () => {
  const derivation = panel.view('derivation');
  await derivation.locator('math').first().waitFor();
  assert.match((await derivation.textContent()) ?? '', /Sum rule/);
  await derivation.locator('[data-action="expand"]').click();
  await derivation.locator('.applied').filter({ hasText: 'Difference rule' }).first().waitFor();
  const inSight = await derivation.evaluate((node) => {
    const { top } = node.getBoundingClientRect();
    return top >= -1 && top < window.innerHeight;
  });
  assert.ok(inSight);
});

for (const name of Object.keys(themes) as (keyof typeof themes)[]) {
  test(`it is drawn in ${name}`, async () => {
    await session().setTheme(name);
    await panel.painted();
    const path = await session().workbench.screenshot(`derivation-${name}`);
    assert.ok(path.endsWith('.png'));
  });
}
