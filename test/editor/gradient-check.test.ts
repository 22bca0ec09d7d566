/** Check Gradient as a person asks for it: from the palette, the panel's button, and by the keyboard. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sharedSession } from './session.ts';
import { until } from './until.ts';
import { themes } from './workbench.ts';

const text = `# Notes

The valley (1 - x)^2 + 100*(y - x^2)^2 is curved.

abs(p) + (q - 1)^2
`;

const session = sharedSession(() => ({ files: { 'notes.md': text } }));

test('the palette runs the formula and checks its gradient; the section has the focus', async () => {
  const { workbench } = session();
  await workbench.openFile('notes.md');
  await workbench.select(3, 12, '(1 - x)^2 + 100*(y - x^2)^2'.length);
  await workbench.command('Downhill: Check Gradient');
  const panel = await workbench.panel();
  const section = panel.view('gradient-check');
  await section.getByText(/^The three gradients agree at all 21 points/).waitFor();
  assert.match(await panel.verdict(), /\d/);
  await until(
    () => section.evaluate((node) => node.ownerDocument.activeElement === node),
    (focused) => focused,
    'The section has not got the focus',
  );
});

for (const name of Object.keys(themes) as (keyof typeof themes)[]) {
  test(`the report in ${name}`, async () => {
    await session().setTheme(name);
    const panel = await session().workbench.panel();
    await panel.view('gradient-check').scrollIntoViewIfNeeded();
    await session().workbench.screenshot(`gradient-check-${name}`);
    assert.equal(await panel.view('gradient-check').getByRole('img').count(), 1);
  });
}

test('the button in the panel checks again', async () => {
  const panel = await session().workbench.panel();
  await panel.view('gradient').locator('[data-action="check"]').click();
  await panel
    .view('gradient-check')
    .getByText(/^The three gradients agree at all 21 points/)
    .waitFor();
});
