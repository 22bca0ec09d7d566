/** `npm run pictures`: the README's pictures, from the real editor, into media/pictures. */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { minimizeExample } from './main-job.ts';
import { packExtension } from './package.ts';
import { root } from './root.ts';
import { openSession } from './session.ts';
import { themes } from './workbench.ts';

/** What would take room in a picture and says nothing about the product. */
const plain = {
  'editor.minimap.enabled': false,
  'breadcrumbs.enabled': false,
  'window.commandCenter': false,
  'workbench.layoutControl.enabled': false,
};

const temporary = mkdtempSync(join(tmpdir(), 'downhill-pictures-'));
const folder = join(root, 'media', 'pictures');
mkdirSync(folder, { recursive: true });
try {
  const vsix = join(temporary, 'downhill.vsix');
  packExtension(vsix);
  await take(vsix);
} finally {
  rmSync(temporary, { recursive: true, force: true });
}

async function take(vsix: string): Promise<void> {
  await using session = await openSession({ vsix, viewport: { width: 1400, height: 1000 } });
  const { workbench } = session;
  session.configure(plain);
  const panel = await minimizeExample(workbench);
  await workbench.command('View: Close Primary Side Bar');
  for (const name of Object.keys(themes) as (keyof typeof themes)[]) {
    await session.setTheme(name);
    await panel.still();
    await panel.view('formula').locator('math').first().waitFor();
    const path = join(folder, `${name}.png`);
    await workbench.page.screenshot({ path, animations: 'disabled' });
    console.log(path);
  }
}
