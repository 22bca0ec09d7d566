/** Where a file is that a problem names: paths of either system, relative to the problem's document. */

/**
 * The uri of a named file, as a string; undefined where there is nothing it could be relative to.
 *
 * @param document the uri of the problem's document. @param folder that of the workspace, for documents that are no files.
 */
export function resolvedUri(
  name: string,
  document: string | undefined,
  folder: string | undefined,
): string | undefined {
  if (/^[a-z][a-z-]+:\/\//i.test(name)) return name;
  const path = name.replaceAll('\\', '/');
  const isFile =
    document !== undefined && /^[a-z][a-z0-9+.-]*:\/\//i.test(document) && !document.startsWith('untitled:');
  const base = isFile ? document : folder === undefined ? undefined : `${folder}/`;
  // A query is the document's own, such as a side of a comparison's.
  const [, root = '', parent = ''] = /^([a-z][a-z0-9+.-]*:\/\/[^/]*)([^?#]*\/)?/i.exec(base ?? '') ?? [];
  if (/^[a-z]:\//i.test(path)) return `${root || 'file://'}/${encoded(path)}`;
  if (path.startsWith('/')) return `${root || 'file://'}${encoded(path)}`;
  if (base === undefined) return undefined;
  const parts = parent.split('/').slice(1, -1);
  for (const part of encoded(path).split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.' && part !== '') parts.push(part);
  }
  return `${root}/${parts.join('/')}`;
}

function encoded(path: string): string {
  return path.split('/').map(encodeURIComponent).join('/');
}
