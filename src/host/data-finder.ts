import * as vscode from 'vscode';
import { nearest } from '../engine/read/nearest.ts';
import type { DataDocument, DataWanted, FoundData, TextPlace } from '../protocol/data.ts';
import { resolvedUri } from './data-path.ts';
import { READS_DISK } from './engine-worker/spawn.ts';

/** A larger file is read in pieces by the worker, or not at all. Bytes. */
const LARGEST_SENT = 2_000_000_000;

/**
 * Finds the table that a problem names: what an editor holds and is not saved, the file, another open editor of that name;
 * or says where it was looked for. Only files that the text names are read, and only on a run: an untrusted workspace may
 * do as much.
 */
export async function findData({ name, nearest: isNearest, place, known }: DataWanted): Promise<FoundData> {
  if (isNearest) return absent([], undefined, await documentOf(place));
  if (/^[a-z]{2,}:\/\//i.test(name) && !/^(?:file|vscode-[a-z-]+):/i.test(name)) {
    return { kind: 'refused', reason: 'Downhill reads nothing from the network; save it beside this document' };
  }
  const uri = resolvedUri(name, place?.uri, vscode.workspace.workspaceFolders?.[0]?.uri.toString());
  const file = uri === undefined ? undefined : vscode.Uri.parse(uri, true);
  const open = editorOf(file, name);
  if (open?.isDirty || (open && open.uri.scheme === 'untitled')) return textOf(open, known);
  if (!file) return absent([], undefined, await documentOf(place));
  let stat: vscode.FileStat;
  try {
    stat = await vscode.workspace.fs.stat(file);
  } catch (error) {
    if (!(error instanceof vscode.FileSystemError) || error.code !== 'FileNotFound') throw error;
    return open ? textOf(open, known) : absent(await namesBeside(file), shown(file), await documentOf(place));
  }
  if (stat.type & vscode.FileType.Directory) return { kind: 'refused', reason: 'it is a folder' };
  const stamp = `${file} ${stat.mtime} ${stat.size}`;
  if (known.includes(stamp)) return { kind: 'known', stamp };
  const base = file.path.split('/').at(-1) ?? name;
  if (READS_DISK && file.scheme === 'file')
    return { kind: 'file', name: base, path: file.fsPath, size: stat.size, stamp };
  if (stat.size > LARGEST_SENT)
    return { kind: 'refused', reason: 'it is larger than 2 GB, which VS Code cannot send here' };
  return { kind: 'bytes', name: base, bytes: await vscode.workspace.fs.readFile(file), stamp };

  function absent(beside: readonly string[], looked: string | undefined, within: DataDocument | undefined): FoundData {
    const wanted = name.split(/[\\/]/).at(-1) ?? name;
    const near = nearest(wanted, beside) ?? beside.find((other) => stem(other) === stem(wanted));
    const folder = name.slice(0, name.length - wanted.length);
    return {
      kind: 'absent',
      near: near === undefined ? [] : [folder + near],
      ...(looked !== undefined && { looked }),
      ...(within && { document: within }),
    };
  }
}

async function documentOf(place: TextPlace | undefined): Promise<DataDocument | undefined> {
  if (!place) return undefined;
  try {
    const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(place.uri, true));
    return { text: document.getText(), languageId: document.languageId, at: place.start };
  } catch {
    // The document is gone: what was read of it goes on, without its tables.
    return undefined;
  }
}

/** The open document of a file; else the only one of that name that is no file. */
function editorOf(file: vscode.Uri | undefined, name: string): vscode.TextDocument | undefined {
  const documents = vscode.workspace.textDocuments;
  const same = file && documents.find(({ uri }) => uri.toString() === file.toString());
  return same ?? documents.find(({ uri }) => uri.scheme === 'untitled' && uri.path.split('/').at(-1) === name);
}

function textOf(document: vscode.TextDocument, known: readonly string[]): FoundData {
  const stamp = `${document.uri} version ${document.version}`;
  if (known.includes(stamp)) return { kind: 'known', stamp };
  const name = document.uri.path.split('/').at(-1) ?? '';
  return { kind: 'bytes', name, bytes: new TextEncoder().encode(document.getText()), stamp };
}

async function namesBeside(file: vscode.Uri): Promise<string[]> {
  try {
    const entries = await vscode.workspace.fs.readDirectory(vscode.Uri.joinPath(file, '..'));
    return entries.flatMap(([name, type]) => (type & vscode.FileType.Directory ? [] : [name]));
  } catch {
    // There is no such folder either; the path that is told shows it.
    return [];
  }
}

function shown(file: vscode.Uri): string {
  return file.scheme === 'file' ? file.fsPath : file.toString(true);
}

function stem(name: string): string {
  return name.toLowerCase().replace(/\..*$/, '');
}
