/** What belongs to a method in the panel: its group and when it serves, its options, its columns of the trace. */
import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { PanelState } from '../../src/protocol/panel.ts';
import type { ChoiceInfo, RunState } from '../../src/protocol/view.ts';
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

const ADAM = 'minimize (1 - x)^2 + 100*(y - x^2)^2\nstart (-1.2, 1)\nmethod adam\nrate 0.05\nstop steps=60';
const TWO = 'minimize x^2 + 3*y^2\nstart (3, 1)\nmethod gd, adam\nrate 0.1\nstop steps=20';

const odd: ChoiceInfo = {
  name: 'odd',
  title: 'Odd',
  description: 'Has an option of every kind.',
  serves: 'Tests.',
  group: 'line search',
  tex: 'x',
  options: [
    { name: 'rule', title: 'rule', default: 'wolfe', choices: ['wolfe', 'armijo', 'strong_wolfe'] },
    { name: 'formula', title: 'formula', default: '0.1/t' },
    { name: 'at', title: 'milestones', default: [30, 80], min: 1, whole: true },
    { name: 'memory', title: 'memory', default: 10, min: 1, whole: true },
    { name: 'c', title: 'c', default: 0.1, min: 0, max: 1, above: true, open: true },
    { name: 'nesterov', title: 'Nesterov', default: false },
  ],
};

function withOdd(): PanelState {
  const state = computed(TWO);
  const { problem, catalog } = state;
  return {
    ...state,
    catalog: { ...catalog!, methods: [...catalog!.methods, odd] },
    problem: { ...problem!, settings: { ...problem!.settings, methods: [{ name: 'odd', options: { at: [5, 7] } }] } },
  };
}

const headings = (panel: Panel) =>
  panel.page
    .locator('[data-view="trace"] [role="columnheader"]')
    .evaluateAll((all) => all.map((one) => (one as HTMLElement).title));
const cell = (panel: Panel, row: number, column: number) =>
  panel.page.locator(`#trace-row-${row} [role="gridcell"]`).nth(column);

for (const theme of ['dark', 'light', 'contrast'] as const) {
  test(`${theme}: methods by group, a line on when one serves, its columns of the trace, all rules of stop`, async () => {
    const panel = await shop.open(theme);
    await panel.show(computed(ADAM));
    const groups = await panel.page
      .locator('[data-setting="method"] optgroup')
      .evaluateAll((all) => all.map((one) => (one as HTMLOptGroupElement).label));
    assert.deepEqual(groups.slice(0, 2), ['Against the gradient', 'With momentum']);
    const about = await panel.page.locator('.about-method').textContent();
    assert.match(about ?? '', /usual first try/);
    assert.deepEqual((await headings(panel)).slice(8), [
      'State m_x',
      'State m_y',
      'State v_x',
      'State v_y',
      'State power1',
      'State power2',
    ]);
    await panel.page.locator('[role="columnheader"] math').nth(8).waitFor();
    await panel.page.locator('.more-rules > summary').click();
    assert.deepEqual(await panel.violations(), []);
    await panel.page.screenshot({ path: `${output}panel-methods-${theme}.png`, fullPage: true });
    await assertAccessible(panel);
  });
}

test('the columns are those of the run that is looked at', async () => {
  const panel = await shop.open();
  await panel.show(computed(TWO));
  assert.equal((await headings(panel)).length, 8);
  await panel.page.locator('.runs tbody tr').nth(1).click();
  await panel.page.locator('[role="columnheader"]').nth(13).waitFor();
  assert.equal(await cell(panel, 1, 8).getAttribute('title'), '0.5999999999999999');
});

test('a column of a search is of the step that follows: the last row has a dash, not a number', async () => {
  const state = computed(TWO);
  const [first] = state.runs;
  const rows = first!.slices[0]!.value.length;
  const trials = Float64Array.from({ length: rows }, (_, k) => (k === rows - 1 ? Number.NaN : k + 1));
  const run: RunState = {
    ...first!,
    run: {
      ...first!.run,
      searches: true,
      columns: [{ name: 'trials', tex: '\\text{trials}', title: 'Points that the step tried' }],
    },
    slices: [{ ...first!.slices[0]!, state: [trials] }],
  };
  const panel = await shop.open();
  await panel.show({ ...state, runs: [run] });
  assert.deepEqual((await headings(panel)).slice(7), ['Step length', 'Points that the step tried']);
  assert.equal(await cell(panel, 0, 8).textContent(), '1');
  await panel.page.locator('[data-view="trace"] [role="grid"]').press('End');
  assert.equal(await cell(panel, rows - 1, 8).textContent(), '–');
  assert.equal(await cell(panel, rows - 1, 8).getAttribute('title'), null);
});

test('options of every kind are set, within their bounds', async () => {
  const panel = await shop.open();
  await panel.show(withOdd());
  const option = (name: string) => panel.page.locator(`[data-option="${name}"]`);
  assert.equal(await option('at').inputValue(), '5, 7');
  await option('rule').selectOption('strong_wolfe');
  await option('formula').fill('0.2*0.9^t');
  await option('formula').press('Enter');
  await option('at').fill('(10, 20)');
  await option('at').press('Enter');
  await option('memory').fill('2.5');
  await option('memory').press('Enter');
  await panel.page.getByText('memory is a whole number.').waitFor();
  await option('c').fill('1');
  await option('c').press('Enter');
  await panel.page.getByText('c is above 0 and less than 1.').waitFor();
  await panel.page.screenshot({ path: `${output}panel-options.png` });
  const sent = await panel.sent('change');
  assert.deepEqual(
    sent.map((message) => message.type === 'change' && message.patch.methods?.[0]?.options),
    [{ at: [5, 7], rule: 'strong_wolfe' }, { at: [5, 7], formula: '0.2*0.9^t' }, { at: [10, 20] }],
  );
});

test('every stopping rule is set and unset', async () => {
  const panel = await shop.open();
  await panel.show(computed(TWO));
  await panel.page.locator('.more-rules > summary').press('Enter');
  for (const [rule, value] of [
    ['gradientMax', '1e-5'],
    ['relativeChange', '1e-9'],
    ['target', '-2'],
    ['patience', '50'],
    ['improvement', '1e-4'],
    ['evaluations', '1000'],
    ['time', '2.5'],
  ] as const) {
    const field = panel.page.locator(`[data-setting="${rule}"]`);
    await field.fill(value);
    await field.press('Enter');
    await field.fill('');
    await field.press('Enter');
    const sent = await panel.sent('change');
    assert.deepEqual(sent.slice(-2), [
      { type: 'change', patch: { stop: { [rule]: Number(value) } } },
      { type: 'change', patch: { stop: { [rule]: undefined } } },
    ]);
  }
  const patience = panel.page.locator('[data-setting="patience"]');
  await patience.fill('1.5');
  await patience.press('Enter');
  await panel.page.getByText('This is a whole number, 1 or more.').waitFor();
});
