/**
 * Measures, in the real editor with the packed extension, the time from Enter in the palette to the first painted chart: cold (the extension is
 * not active yet, the panel not there), and warm (another problem, the panel open). Prints milliseconds; fails nothing.
 *
 *     npm run bench:editor [-- rounds]
 */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packExtension } from '../editor/package.ts';
import { openSession } from '../editor/session.ts';
import { until } from '../editor/until.ts';

declare global {
  interface Window {
    /** When a curve was drawn. */
    paints?: number[];
  }
}

/**
 * Runs first in every frame: notes when a curve is drawn. Chart.js draws curves, and nothing else, as a Path2D. VS Code
 * rewrites the panel's document after it was made, which ends timers and listeners but leaves prototypes as they are.
 */
function watchCurves(): void {
  const { stroke } = CanvasRenderingContext2D.prototype;
  CanvasRenderingContext2D.prototype.stroke = function (this: CanvasRenderingContext2D, ...path: [Path2D?]) {
    if (path[0] instanceof Path2D) {
      window.paints ??= [];
      window.paints.push(Date.now());
    }
    return stroke.apply(this, path as [Path2D]);
  };
}

const files = {
  'cold.txt': '(1 - x)^2 + 100*(y - x^2)^2\n',
  'warm.txt': '(x^2 + y - 11)^2 + (x + y^2 - 7)^2\n',
};
const vsix = join(mkdtempSync(join(tmpdir(), 'downhill-bench-')), 'downhill.vsix');
packExtension(vsix);
const rounds = Number(process.argv[2] ?? 5);
const cold: number[] = [];
const warm: number[] = [];
for (let round = 0; round < rounds; round++) {
  await using session = await openSession({ files, vsix });
  const { workbench } = session;
  await workbench.page.context().addInitScript(watchCurves);
  await workbench.openFile('cold.txt');
  // A window that has just opened is busy with itself: cold means that nothing of Downhill is loaded.
  await workbench.page.waitForTimeout(2000);
  const first = await workbench.command('Downhill: Minimize');
  const panel = await workbench.panel();
  const paintedAfter = (time: number) =>
    until(
      () => panel.frame.evaluate((from) => window.paints?.find((paint) => paint >= from), time),
      (found) => found !== undefined,
      'No chart was painted',
    );
  cold.push((await paintedAfter(first))! - first);
  await panel.verdict();
  await workbench.openFile('warm.txt');
  const second = await workbench.command('Downhill: Minimize');
  warm.push((await paintedAfter(second))! - second);
}
const shown = (times: readonly number[]) => times.toSorted((a, b) => a - b).join(', ');
console.log(`palette to first painted chart, ms, sorted: cold ${shown(cold)}; warm ${shown(warm)}`);
