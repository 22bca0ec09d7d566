/** The panel in dark, light and high contrast: painted, and in the theme's own colours. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { minimizeExample } from './main-job.ts';
import type { Panel } from './panel.ts';
import { sharedSession } from './session.ts';
import { until } from './until.ts';
import { themes } from './workbench.ts';

let panel: Panel;
const session = sharedSession(
  () => ({}),
  async ({ workbench }) => {
    panel = await minimizeExample(workbench);
  },
);

/** The colours of the text of the axes and curves: those that are painted most, without the background. */
async function chartColors(): Promise<string> {
  return panel.frame
    .locator('[data-view="convergence"] canvas')
    .first()
    .evaluate((canvas) => {
      const { width, height } = canvas as HTMLCanvasElement;
      const context = (canvas as HTMLCanvasElement).getContext('2d');
      const pixels = new Uint32Array(context?.getImageData(0, 0, width, height).data.buffer ?? new ArrayBuffer(0));
      const counts = new Map<number, number>();
      for (const pixel of pixels) counts.set(pixel, (counts.get(pixel) ?? 0) + 1);
      const frequent = [...counts].sort((a, b) => b[1] - a[1]).slice(0, 6);
      return frequent.map(([pixel]) => pixel.toString(16)).join(' ');
    });
}

const seen = new Set<string>();
for (const name of Object.keys(themes) as (keyof typeof themes)[]) {
  test(`the charts are painted in ${name}`, async () => {
    await session().setTheme(name);
    await panel.painted();
    const colors = await until(
      chartColors,
      (found) => !seen.has(found),
      'The charts have the colours of another theme',
    );
    seen.add(colors);
    await session().workbench.screenshot(`theme-${name}`);
    assert.equal(seen.size, Object.keys(themes).indexOf(name) + 1);
  });
}
