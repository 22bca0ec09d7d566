import assert from 'node:assert/strict';
import { test } from 'node:test';
import { resolvedUri } from '../../../src/host/data-path.ts';

test('names are relative to the problem’s document', () => {
  const document = 'file:///home/ann/my%20notes/a.downhill';
  const cases: [string, string][] = [
    ['salary.csv', 'file:///home/ann/my%20notes/salary.csv'],
    ['./data/salary 1.csv', 'file:///home/ann/my%20notes/data/salary%201.csv'],
    ['..\\data\\s#1.csv', 'file:///home/ann/data/s%231.csv'],
    ['../../../../up.csv', 'file:///up.csv'],
    ['/srv/x.csv', 'file:///srv/x.csv'],
    ['C:\\data\\x.csv', 'file:///C%3A/data/x.csv'],
    ['file:///srv/x.csv', 'file:///srv/x.csv'],
  ];
  for (const [name, uri] of cases) assert.equal(resolvedUri(name, document, undefined), uri, name);
});

test('a document that is no file has the workspace’s folder, or none', () => {
  assert.equal(resolvedUri('x.csv', 'untitled:Untitled-1', 'file:///home/ann'), 'file:///home/ann/x.csv');
  assert.equal(resolvedUri('x.csv', undefined, 'file:///home/ann'), 'file:///home/ann/x.csv');
  assert.equal(resolvedUri('x.csv', 'untitled:Untitled-1', undefined), undefined);
  assert.equal(resolvedUri('/x.csv', 'untitled:Untitled-1', undefined), 'file:///x.csv');
});

test('other file systems keep their scheme and authority', () => {
  assert.equal(
    resolvedUri('x.csv', 'vscode-remote://host+a/home/n.md', undefined),
    'vscode-remote://host+a/home/x.csv',
  );
  assert.equal(resolvedUri('/x.csv', 'vscode-vfs://github/o/r/n.md', undefined), 'vscode-vfs://github/x.csv');
});
