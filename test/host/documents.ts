/** Documents of the opened folder, and what a person selects in them. */
import * as vscode from 'vscode';

let count = 0;

/** The opened folder, which is empty when the suites begin. */
export function folder(): vscode.Uri {
  const [first] = vscode.workspace.workspaceFolders ?? [];
  if (first === undefined) throw new Error('The suites need a folder to be open.');
  return first.uri;
}

/** Saves a text under a new name with the extension, and shows it. */
export async function openDocument(extension: string, text: string): Promise<vscode.TextEditor> {
  const uri = vscode.Uri.joinPath(folder(), `document-${++count}.${extension}`);
  await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
  return vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri), vscode.ViewColumn.One);
}

/** The range of the first occurrence of a text in a document. */
export function rangeOf(document: vscode.TextDocument, text: string): vscode.Range {
  const start = document.getText().indexOf(text);
  if (start < 0) throw new Error(`The document does not hold ${text}`);
  return new vscode.Range(document.positionAt(start), document.positionAt(start + text.length));
}

/** Selects the first occurrence of a text. */
export function select(editor: vscode.TextEditor, text: string): void {
  const { start, end } = rangeOf(editor.document, text);
  editor.selection = new vscode.Selection(start, end);
}

/** Puts the cursor before the first occurrence of a text. */
export function putCursor(editor: vscode.TextEditor, text: string): void {
  const { start } = rangeOf(editor.document, text);
  editor.selection = new vscode.Selection(start, start);
}

/** Saves and closes everything that is open. */
export async function closeAll(): Promise<void> {
  await vscode.workspace.saveAll(true);
  await vscode.commands.executeCommand('workbench.action.closeAllEditors');
}
