/** What a person changes in the panel. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Panel } from './panel.ts';
import { sharedSession } from './session.ts';
import { until } from './until.ts';

const bowl = 'minimize x^2 + 2*y^2\nstart x = 3, y = 4\nrate = 0.1\n';
/** Ten million steps of five hundred terms: longer than anyone waits. */
const long =
  'minimize sum((x - k)^2 * (2 + sin(k*x)), k, 1, 500)\nstart x = 1\nrate = 1e-12\nsteps = 1e7\nstop gradient<1e-300\n';

let panel: Panel;
const session = sharedSession(
  () => ({ files: { 'a-bowl.downhill': bowl, 'a-long-run.downhill': long } }),
  async ({ workbench }) => {
    await workbench.openFile('a-bowl.downhill');
    await workbench.command('Downhill: Minimize');
    panel = await workbench.panel();
    await panel.painted();
  },
);

test('another method runs at once', async () => {
  await panel.verdictAfter(async () => {
    await panel.setting('method').selectOption('adam');
  });
  await panel.painted();
});

test('another rate, start and step limit run at once', async () => {
  await panel.verdictAfter(() => panel.enter(panel.setting('rate'), '0.05'));
  await panel.verdictAfter(() => panel.enter(panel.setting('start', 0), '-2.5'));
  assert.match(await panel.verdictAfter(() => panel.enter(panel.setting('steps'), '7')), /7 steps/);
});

test('a rate of −1 is marked, said to be wrong, and does not run', async () => {
  const sentence = panel.view('verdict').getByRole('status').first();
  const verdict = await sentence.textContent();
  await panel.enter(panel.setting('rate'), '-1');
  assert.equal(await panel.setting('rate').getAttribute('aria-invalid'), 'true');
  const said = await panel.setting('rate').getAttribute('aria-describedby');
  assert.ok(
    (await panel.frame.locator(`[id="${said?.split(' ').at(-1)}"]`).textContent())?.includes('above'),
    'a sentence',
  );
  assert.equal(await sentence.textContent(), verdict);
  await panel.verdictAfter(() => panel.enter(panel.setting('rate'), '0.2'));
});

test('the settings of the panel are written into the document with one click', async () => {
  const { workbench } = session();
  await panel.action('write').click();
  const text = await until(
    () => workbench.text(),
    (shown) => /steps/.test(shown),
    'The settings are not in the document',
  );
  assert.match(text, /adam/);
  assert.match(text, /-2\.5/);
  await until(
    () => panel.action('write').isDisabled(),
    (disabled) => disabled,
    'There still is something to write',
  );
});

test('Compare rates asks for rates and shows a run for each', async () => {
  const { page } = session().workbench;
  await panel.action('compare').click();
  const input = page.locator('.quick-input-widget input[type="text"]');
  await input.waitFor();
  assert.match(await input.inputValue(), /^[\d.e-]+(, [\d.e-]+){3}$/);
  await input.fill('0.01, 0.1, 0.3');
  await input.press('Enter');
  await until(
    () => panel.view('runs').locator('[data-run]').count(),
    (count) => count === 3,
    'There are not three runs',
  );
  await panel.painted();
  await session().workbench.screenshot('compare');
});

test('Stop ends a long run; its rows and charts stay', async () => {
  const { workbench } = session();
  await workbench.openFile('a-long-run.downhill');
  await workbench.command('Downhill: Minimize');
  const verdict = () => panel.view('verdict').textContent();
  await until(verdict, (text) => /^Running: step [1-9]/.test(text ?? ''), 'The run makes no steps');
  await panel.action('stop').click();
  await until(verdict, (text) => /^Stopped by you after [1-9]/.test(text ?? ''), 'The run was not stopped');
  assert.ok((await panel.view('trace').locator('[role="row"]').count()) > 3, 'rows in the trace');
  await panel.painted();
});
