import * as vscode from 'vscode';
import { folder, openDocument, putCursor, rangeOf } from './documents.ts';
import { downhill, runToEnd, until } from './downhill.ts';
import { equal, ok } from './expect.ts';
import type { Suite } from './suite.ts';

const model = 'minimize mean((w*experience + b - salary)^2)\nstart w = 0, b = 0\nmethod lm\n';
const csv = 'experience,salary,age\r\n1,4,30\r\n2,5,\r\n4,7,50\r\n6,9,60\r\n8,11,70\r\n';

async function save(name: string, content: string): Promise<vscode.Uri> {
  const uri = vscode.Uri.joinPath(folder(), name);
  await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(content));
  return uri;
}

/** Runs the active problem; resolves to its end, rounded, and the state. */
async function fitted() {
  const state = await runToEnd('downhill.minimize');
  equal(state.error, undefined, 'the error');
  return { point: state.runs[0]?.verdict?.point.map((value) => Number(value.toFixed(6))), state };
}

export default {
  async 'a CSV beside the document is fitted, and read again when it has changed'() {
    const uri = await save('salary.csv', csv);
    await openDocument('downhill', `data "salary.csv"\n${model}`);
    const { point, state } = await fitted();
    equal(point, [1, 3], 'the fit');
    equal(state.problem?.table?.used, ['experience', 'salary'], 'the columns');
    equal([state.problem?.table?.rows, state.problem?.table?.usedRows], [5, 5], 'the rows');
    await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode('experience,salary\n1,5\n2,7\n4,11\n5,13\n'));
    equal((await fitted()).point, [2, 3], 'the fit of what the file says now');
  },

  async 'rows without a value are left out, and told'() {
    await save('ages.csv', csv);
    await openDocument('downhill', 'data "ages.csv"\nminimize mean((w*age + b - salary)^2)\nmethod lm\n');
    const { state } = await fitted();
    ok(
      state.problem?.notes.some(({ text }) => text.startsWith('Row 2 has no finite number in age')),
      'the row is told',
    );
  },

  async 'what an editor holds and is not saved comes before the file'() {
    const uri = await save('edited.csv', csv);
    const editor = await vscode.window.showTextDocument(uri);
    await editor.edit((edit) =>
      edit.replace(rangeOf(editor.document, editor.document.getText()), 'experience,salary\n1,1\n2,3\n3,5\n'),
    );
    await openDocument('downhill', `data "edited.csv"\n${model}`);
    equal((await fitted()).point, [2, -1], 'the fit');
  },

  async 'a table of the same Markdown document is found by its heading'() {
    const table = '| experience | salary |\n| --- | --- |\n| 1 | 4 |\n| 2 | 5 |\n| 4 | 7 |\n';
    const problem = `data "Salaries"\n${model}`;
    const editor = await openDocument(
      'md',
      `## Salaries\n\n${table}\n## The fit\n\n\`\`\`downhill\n${problem}\`\`\`\n`,
    );
    putCursor(editor, 'minimize');
    equal((await fitted()).point, [1, 3], 'the fit');
  },

  async 'a file that is not there is marked at its name, with the nearest one'() {
    await save('houses.csv', csv);
    const editor = await openDocument('downhill', `data "house.csv"\n${model}`);
    const state = await runToEnd('downhill.minimize');
    ok(state.error?.message.includes('Did you mean houses.csv?'), `the near name: ${state.error?.message}`);
    ok(state.error?.message.includes('/house.csv'), 'where it was looked for');
    const [mark] = await until(() => {
      const marks = vscode.languages.getDiagnostics(editor.document.uri);
      return marks.length > 0 ? marks : undefined;
    }, 'the name is marked');
    equal(editor.document.getText(mark?.range), '"house.csv"', 'what is marked');
  },

  async 'Show Gradient and the API read tables too'() {
    await save('small.csv', csv);
    await openDocument('downhill', `data "small.csv"\n${model}`);
    await vscode.commands.executeCommand('downhill.showGradient', { action: 'copy' });
    const copied = await vscode.env.clipboard.readText();
    ok(copied.includes('experience'), `the gradient: ${copied}`);
    const { readProblem } = await downhill();
    const problem = readProblem('data "t"\nmean((w*x - y)^2)', { tables: { t: { x: [1, 2], y: [2, 4] } } });
    equal(problem.table?.usedRows, 2, 'the rows');
  },
} satisfies Suite;
