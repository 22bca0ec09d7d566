import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sharedSession } from './session.ts';

const session = sharedSession(() => ({ files: { 'a.txt': '(u - 1)^2 + 10*(v + 2)^2\n' } }));

test('the panel survives a reload of the window', async () => {
  const { workbench } = session();
  await workbench.openFile('a.txt');
  await workbench.command('Downhill: Minimize');
  const before = await workbench.panel();
  await before.painted();
  const verdict = await before.verdict();
  await workbench.reload('mainThreadWebview-downhill.panel', 'downhill.problem');
  const after = await workbench.panel();
  await after.painted();
  assert.equal(await after.verdict(), verdict);
});
