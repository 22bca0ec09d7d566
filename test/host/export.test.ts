import * as vscode from 'vscode';
import { columnsOf } from './columns.ts';
import { folder, openDocument } from './documents.ts';
import { runToEnd } from './downhill.ts';
import { equal, ok } from './expect.ts';
import type { Suite } from './suite.ts';

const text = 'minimize x^2 + 2*y^2\nstart x = 3, y = 4\nrate = 0.1\nsteps = 50\n';

async function exported(name: string, format: 'csv' | 'json'): Promise<string> {
  const uri = vscode.Uri.joinPath(folder(), name);
  await vscode.commands.executeCommand('downhill.exportTrace', { uri, format });
  return new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
}

export default {
  async 'Export Trace saves every row in full precision as CSV'() {
    await openDocument('downhill', text);
    const state = await runToEnd('downhill.minimize');
    const [header, ...rows] = (await exported('trace.csv', 'csv'))
      .trimEnd()
      .split(/\r?\n/)
      .map((line) => line.split(','));
    ok(header && state.runs[0], 'there is a header and a run');
    const column = (name: string) => {
      const index = header.indexOf(name);
      ok(index >= 0, `${name} is a column: ${header}`);
      return rows.map((row) => Number(row[index]));
    };
    const columns = columnsOf(state.runs[0]);
    equal(column('x'), [...columns.parameters[0]!], 'x');
    equal(column('y'), [...columns.parameters[1]!], 'y');
    equal(
      column('step'),
      rows.map((_, index) => index),
      'the steps',
    );
    ok(rows.length > 10, `there are rows: ${rows.length}`);
  },

  async 'Export Trace saves the formula, the settings and the verdict as JSON'() {
    await openDocument('downhill', text);
    const state = await runToEnd('downhill.minimize');
    const json = await exported('trace.json', 'json');
    const sentence = state.runs[0]?.verdict?.sentence;
    ok(sentence && json.includes(JSON.stringify(sentence)), 'the verdict is in it');
    ok(json.includes(JSON.stringify(state.problem?.reading.text)), 'the formula is in it');
    JSON.parse(json);
  },
} satisfies Suite;
