/** The product's main job, done as a person does it: open an example, Minimize from the palette, see the chart. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Panel } from './panel.ts';
import { root } from './root.ts';
import type { Workbench } from './workbench.ts';

/** Three methods on Rosenbrock's function, in the first block of this example. */
const example = '2-valleys-and-saddles.md';

/** Runs it; resolves to the panel when the runs have ended and their charts have been painted. */
export async function minimizeExample(workbench: Workbench): Promise<Panel> {
  const lines = readFileSync(join(root, 'media', 'examples', example), 'utf8').split('\n');
  await workbench.openFile(example);
  // Lines are counted from 1: this is the one after the fence.
  await workbench.select(lines.indexOf('```downhill') + 2, 1);
  await workbench.command('Downhill: Minimize');
  const panel = await workbench.panel();
  await panel.painted();
  await panel.verdict();
  await panel.still();
  return panel;
}
