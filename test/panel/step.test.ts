/** A step as arithmetic in the panel: shown in every theme, stepped through by keyboard, copied, and asked for. */
import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { readProblem } from '../../src/engine/index.ts';
import { explainStep } from '../../src/engine/run/explain-step.ts';
import { plansOf } from '../../src/engine/run/plan.ts';
import type { PanelState } from '../../src/protocol/panel.ts';
import { assertAccessible } from './axe.ts';
import { computed } from './computed.ts';
import { type Panel, type Workshop, workshop } from './page.ts';

const output = fileURLToPath(new URL('../output/', import.meta.url));

let shop: Workshop;
before(async () => {
  mkdirSync(output, { recursive: true });
  shop = await workshop();
});
after(() => shop.close());

const ADAM =
  'minimize (1 - x)^2 + 100*(y - x^2)^2\nstart (-1.2, 1)\nmethod adam\nrate 0.05\nschedule cosine\nstop steps=60';

function explained(row: number, text = ADAM, id = 1): PanelState {
  const problem = readProblem(text, { languageId: 'downhill' });
  const step = { ...explainStep(problem, plansOf(problem)[0]!, row), runId: 1 };
  return { ...computed(text), step, attention: { section: 'step', id } };
}

const section = (panel: Panel) => panel.page.locator('[data-view="step"]');
const focused = (panel: Panel) => panel.page.evaluate(() => document.activeElement?.textContent ?? '');

async function opened(row: number, text?: string): Promise<Panel> {
  const panel = await shop.open();
  await panel.show(explained(row, text));
  await section(panel).locator('math').first().waitFor();
  return panel;
}

for (const theme of ['dark', 'light', 'contrast'] as const) {
  test(`${theme}: a step is typeset, nothing is refused, nothing is inaccessible`, async () => {
    const panel = await shop.open(theme);
    await panel.show(explained(7));
    await panel.page.waitForFunction(() => {
      const of = (selector: string) => document.querySelectorAll(`.step-parts ${selector}`).length;
      return of('.math') > 20 && of('.math') === of('.math math');
    });
    assert.deepEqual(await panel.violations(), []);
    await section(panel).screenshot({ path: `${output}step-${theme}.png` });
    await panel.page.screenshot({ path: `${output}panel-step-${theme}.png`, fullPage: true });
    await assertAccessible(panel);
  });
}

test('gradient, state and update stand in their order, between the two iterates', async () => {
  const panel = await opened(7);
  assert.deepEqual(await section(panel).locator('h3').allTextContents(), [
    'At step 7',
    'Gradient',
    'Learning rate',
    'State common to all parameters',
    'State',
    'Update',
    'At step 8',
  ]);
  const full = await section(panel).locator('[data-part="next"] .value').first().getAttribute('title');
  const [x] = computed(ADAM).runs[0]!.slices[0]!.parameters;
  assert.equal(full, String(x![8]));
});

test('the section is focused when it was asked for, once, and says what the step did', async () => {
  const panel = await opened(7);
  assert.match(await focused(panel), /^Step 7$/);
  assert.match(
    (await panel.page.locator('.step-holder [role="status"]').textContent()) ?? '',
    /^Adam, step 7 to 8: x from -0\.\d+ to -0\.\d+, y from .*, f from .*\.$/,
  );
  await panel.page.locator('[data-action="run"]').focus();
  await panel.show(explained(8));
  assert.match(await focused(panel), /Run/);
  await section(panel).getByText('Step 8', { exact: true }).waitFor();
});

test('buttons and arrow keys go to the steps before and after; the trace follows', async () => {
  const panel = await opened(0);
  const previous = section(panel).locator('[data-action="previous-step"]');
  const next = section(panel).locator('[data-action="next-step"]');
  assert.equal(await previous.isDisabled(), true);
  await next.click();
  await panel.page.locator('#trace-row-1[aria-selected="true"]').waitFor();
  await panel.show(explained(1));
  await next.press('ArrowRight');
  await next.press('ArrowLeft');
  const asked = await panel.sent('explainStep');
  assert.deepEqual(
    asked.map((message) => message.type === 'explainStep' && [message.runId, message.row, message.attend]),
    [
      [1, 1, false],
      [1, 2, false],
      [1, 0, false],
    ],
  );
  await panel.show(explained(59));
  assert.equal(await next.isDisabled(), true);
});

test('a row is opened by Enter, by a double click and by the button; the host knows which one is marked', async () => {
  const panel = await shop.open();
  await panel.show(computed(ADAM));
  assert.equal(await section(panel).isVisible(), false);
  const grid = panel.page.locator('[data-view="trace"] [role="grid"]');
  await grid.press('ArrowDown');
  await grid.press('ArrowDown');
  await panel.page.locator('#trace-row-1[aria-selected="true"]').waitFor();
  await grid.press('Enter');
  await panel.page.locator('#trace-row-3').dblclick();
  await grid.press('End');
  await panel.page.locator('#trace-row-60[aria-selected="true"]').waitFor();
  await panel.page.locator('[data-action="explain-step"]').click();
  const rows = (await panel.sent('explainStep')).map((message) => message.type === 'explainStep' && message.row);
  // No step begins at the last row.
  assert.deepEqual(rows, [1, 3, 59]);
  assert.deepEqual((await panel.sent('cursor')).at(-1), { type: 'cursor', run: 0, row: 60 });
});

test('a step is copied with all its digits', async () => {
  const panel = await opened(0, 'minimize x^2\nstart x = 3\nmethod momentum\nrate 0.1\nstop steps=5');
  await section(panel).getByRole('button', { name: 'Copy the step as text', exact: true }).click();
  await section(panel).getByRole('button', { name: 'Copy the step as TeX', exact: true }).click();
  const [text, tex] = await panel.sent('copy');
  assert.ok(text?.type === 'copy' && tex?.type === 'copy');
  assert.equal(
    text.text,
    [
      'Momentum (averaging), step 0',
      '',
      'At step 0',
      '  x = 3',
      '  f = 9',
      '',
      'Gradient',
      '  g_x = df/dx = 2*x = 2*3 = 6',
      '',
      'Learning rate',
      '  η = 0.1',
      '',
      'State',
      '  v_x ← 0.9*v_x + 0.09999999999999998*g_x = 0.9*0 + 0.09999999999999998*6 = 0.5999999999999999',
      '',
      'Update',
      '  x ← x - η*v_x = 3 - 0.1*0.5999999999999999 = 2.94',
      '',
      'At step 1',
      '  x = 2.94',
      '  f = 8.6436',
    ].join('\n'),
  );
  assert.match(tex.text, /\n\{v\}_\{x\} \\leftarrow 0\.9 \\,\{v\}_\{x\}/);
});

test('a search shows what it tried', async () => {
  const state = explained(0, 'minimize x^2\nstart x = 3\nmethod gd\nrate 0.1\nstop steps=5');
  const { step } = state;
  const panel = await shop.open();
  await panel.show({
    ...state,
    step: {
      ...step!,
      kind: 'search',
      parts: [
        step!.parts[0]!,
        step!.parts[1]!,
        {
          part: 'search',
          equations: [
            { left: { tex: '\\alpha', text: 'α' }, relation: '=', forms: [], value: 0.25, note: 'Step length' },
          ],
        },
        step!.parts.at(-1)!,
      ],
      trials: [
        { length: 1, value: 9, accepted: false },
        { length: 0.5, value: 1e-9, accepted: true },
      ],
    },
  });
  const cells = await section(panel).locator('tbody tr').last().locator('th, td').allTextContents();
  assert.deepEqual(cells, ['2', '0.5', '1e-9', 'accepted']);
  await panel.page.waitForFunction(() => document.querySelectorAll('.step-parts math').length > 4);
  await section(panel).screenshot({ path: `${output}step-search.png` });
  await assertAccessible(panel);
});

test('a new run takes the step away; 300 pixels are enough', async () => {
  const panel = await shop.open('dark', { width: 300, height: 700 });
  const state = explained(3);
  await panel.show(state);
  await section(panel).locator('math').first().waitFor();
  const over = await panel.page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  assert.equal(over, 0);
  await panel.page.screenshot({ path: `${output}step-300.png`, fullPage: true });
  const runs = state.runs.map(({ run }) => ({ ...run, runId: 2 }));
  await panel.send({ type: 'event', event: { type: 'opened', problem: state.problem!, runs } });
  assert.equal(await section(panel).isVisible(), false);
});
