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
    /** When the first chart looked different from before, and had a curve on it. */
    paints?: number[];
  }
}

/** Runs in the panel: looks at the objective's chart before each frame that is drawn. */
function watchCharts(): void {
  let last = 0;
  window.paints = [];
  const look = () => {
    const canvas = document.querySelector<HTMLCanvasElement>('[data-view="convergence"] canvas');
    const context = canvas && canvas.width > 0 && canvas.height > 0 ? canvas.getContext('2d') : null;
    if (canvas && context) {
      const pixels = new Uint32Array(context.getImageData(0, 0, canvas.width, canvas.height).data.buffer);
      const background = pixels[0]!;
      let painted = 0;
      let hash = 0;
      for (const pixel of pixels) {
        if (pixel !== background) painted++;
        hash = (Math.imul(hash, 31) + pixel) | 0;
      }
      if (painted > 500 && hash !== last) window.paints?.push(Date.now());
      last = hash;
    }
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
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
  await workbench.openFile('cold.txt');
  const first = await workbench.command('Downhill: Minimize');
  // The panel is asked from outside until it is there, so that the cold time is a few ten milliseconds too long at most.
  const panel = await workbench.panel();
  await panel.frame.evaluate(watchCharts);
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
