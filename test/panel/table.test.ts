/** The trace table at lengths that no browser could lay out. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type Panel, type Workshop, workshop } from './page.ts';
import { oneRun } from './states.ts';

const ROWS = 1_000_001;

let shop: Workshop;
before(async () => {
  shop = await workshop();
});
after(() => shop.close());

/** A million rows are made in the page: value k + 0.5 at step k. */
async function long(): Promise<Panel> {
  const panel = await shop.open();
  const { runs, ...rest } = oneRun();
  const state = { ...rest, runs: runs.map(({ verdict: _, ...run }) => ({ ...run, slices: [] })) };
  await panel.page.evaluate(
    ([text, rows]) => {
      const next = JSON.parse(text) as { runs: { slices: unknown[] }[] };
      const column = (scale: number) => Float64Array.from({ length: rows }, (_, k) => scale * (k + 0.5));
      const [value, small] = [column(1), column(1e-9)];
      next.runs[0]!.slices = [
        { parameters: [value, small], gradient: [small, value], value, gradientNorm: small, rate: small },
      ];
      window.postMessage({ type: 'snapshot', state: next }, '*');
    },
    [JSON.stringify(state), ROWS] as const,
  );
  await panel.page.getByText('1,000,001 rows').waitFor();
  return panel;
}

const grid = (panel: Panel) => panel.page.locator('[data-view="trace"] [role="grid"]');

/** The full values of the row with a number, when it is in sight. */
async function cells(panel: Panel, row: number): Promise<string[]> {
  const found = grid(panel).locator(`[role="row"][aria-rowindex="${row + 2}"]`);
  await found.waitFor();
  return found.locator('[role="gridcell"]').evaluateAll((all) => all.map((cell) => (cell as HTMLElement).title));
}

/** The rows whose box lies wholly between the header and the lower edge. */
function inSight(panel: Panel): Promise<number[]> {
  return grid(panel).evaluate((node) => {
    const box = node.getBoundingClientRect();
    return [...node.querySelectorAll<HTMLElement>('.body .row:not([hidden])')]
      .filter((row) => {
        const { top, bottom } = row.getBoundingClientRect();
        return top >= box.top + 21 && bottom <= box.bottom + 1;
      })
      .map((row) => Number(row.getAttribute('aria-rowindex')) - 2);
  });
}

test('a million rows: the scroll bar reaches the middle and the end, and every row says the right numbers', async () => {
  const panel = await long();
  assert.equal(await grid(panel).getAttribute('aria-rowcount'), String(ROWS + 1));
  assert.deepEqual((await cells(panel, 0)).slice(0, 4), ['0', '0.5', '5e-10', '0.5']);

  for (const share of [0.5, 1]) {
    await grid(panel).evaluate((node, at) => {
      node.scrollTop = at * (node.scrollHeight - node.clientHeight);
    }, share);
    const middle = Math.round(share * (ROWS - 1));
    assert.deepEqual((await cells(panel, middle)).slice(0, 4), [
      String(middle),
      String(middle + 0.5),
      String(1e-9 * (middle + 0.5)),
      String(middle + 0.5),
    ]);
    const rows = await inSight(panel);
    assert.ok(rows.includes(middle), `${middle} in ${rows}`);
    assert.ok(rows.length > 5 && rows.every((row, i) => row === rows[0]! + i));
  }
  assert.deepEqual(await panel.violations(), []);
});

test('a million rows: the wheel moves by rows, not by leaps', async () => {
  const panel = await long();
  await grid(panel).scrollIntoViewIfNeeded();
  await grid(panel).hover();
  await panel.page.mouse.wheel(0, 220);
  await grid(panel).locator('[aria-rowindex="12"]').waitFor();
  assert.equal((await inSight(panel))[0], 10);
});

test('keys: arrows, pages, both ends, copy, and go to a step', async () => {
  const panel = await long();
  const selected = async () =>
    Number(await grid(panel).locator('[aria-selected="true"]').getAttribute('aria-rowindex')) - 2;
  const press = async (...keys: readonly string[]) => {
    for (const key of keys) {
      await grid(panel).press(key);
      await panel.page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
    }
    return selected();
  };
  assert.equal(await press('ArrowDown', 'ArrowDown', 'ArrowUp'), 0);
  assert.equal(await press('End'), ROWS - 1);
  assert.ok((await inSight(panel)).includes(ROWS - 1));
  assert.equal(await press('ArrowUp'), ROWS - 2);
  const page = ROWS - 2 - (await press('PageUp'));
  assert.ok(page > 5);
  assert.equal(await press('Home'), 0);
  assert.equal(await press('PageDown'), page);
  assert.equal(await grid(panel).getAttribute('aria-activedescendant'), `trace-row-${page}`);

  await panel.page.locator('[data-setting="go-to-step"]').fill('123456');
  await panel.page.locator('[data-setting="go-to-step"]').press('Enter');
  await grid(panel).locator('[aria-rowindex="123458"][aria-selected="true"]').waitFor();
  await grid(panel).press('Control+c');
  const small = String(1e-9 * 123456.5);
  const text = ['123456', '123456.5', small, '123456.5', small, '123456.5', small, small].join('\t');
  assert.deepEqual(await panel.sent('copy'), [{ type: 'copy', text }]);
});

test('a table at its end stays there while rows arrive', async () => {
  const panel = await shop.open();
  const state = oneRun();
  const [run] = state.runs;
  const [first, second] = run!.slices;
  const { verdict: _, ...going } = run!;
  await panel.show({ ...state, running: true, runs: [{ ...going, slices: [first!] }] });
  await grid(panel).evaluate((node) => {
    node.scrollTop = node.scrollHeight;
  });
  await grid(panel).locator('[aria-rowindex="401"]').waitFor();
  await panel.send({ type: 'event', event: { type: 'steps', runId: 1, first: 400, rows: second! } });
  assert.ok((await inSight(panel)).includes(799));
});
