/** Splits a bundle for Node into what it needs at once and what it imports late, in files that load fast. */
import { basename, join } from 'node:path';
import { build } from 'esbuild';

/**
 * The options of a bundle of which each `import()` is a file of its own beside it, `name` its folder's and file's name.
 * What it needs at once is one file, as several take a worker thread longer to load than splitting saves; the late files
 * take from that one what it has already. All are CommonJS, for the same reason. So do the files of `beside`, other
 * entries by their names.
 */
export function split(options, entry, { dir, name, beside = {} }) {
  return {
    ...options,
    entryPoints: [{ in: entry, out: name }, ...Object.entries(beside).map(([out, file]) => ({ in: file, out }))],
    outdir: dir,
    // esbuild splits ES modules only.
    format: 'esm',
    splitting: true,
    outExtension: { '.js': '.cjs' },
    chunkNames: `${name}-[name]-[hash]`,
    sourcemap: options.sourcemap && 'inline',
    legalComments: 'inline',
    write: false,
    metafile: true,
    plugins: [...(options.plugins ?? []), joinAgain(options, dir, `${name}.cjs`)],
  };
}

/** Writes what esbuild split, put together again where it is needed at once. */
function joinAgain(options, dir, entry) {
  return {
    name: 'join-again',
    setup({ onEnd }) {
      onEnd(async ({ outputFiles = [], metafile }) => {
        if (!metafile) return;
        const outputs = new Map(Object.entries(metafile.outputs).map(([path, output]) => [basename(path), output]));
        const texts = new Map(outputFiles.map(({ path, text }) => [basename(path), text]));
        /** The files that a file imports by a statement. */
        const importsOf = (file) =>
          outputs
            .get(file)
            .imports.filter(({ kind, external }) => kind === 'import-statement' && !external)
            .map(({ path }) => basename(path));
        const atOnce = new Set([entry]);
        // A set is walked with what is added to it on the way.
        for (const file of atOnce) for (const other of importsOf(file)) atOnce.add(other);
        const late = [...outputs.keys()].filter((file) => !atOnce.has(file));
        const shared = new Set(late.flatMap(importsOf).filter((file) => atOnce.has(file)));
        /** What a file takes from the entry: constants, since an import would be looked up whenever it is used. */
        const taken = (file) => {
          const names = outputs.get(file).exports.join(', ');
          return `const { ${names} } = require('./${entry}')['${file}']; export { ${names} };`;
        };
        const write = (file, contents) =>
          build({
            ...options,
            stdin: { contents },
            outfile: join(dir, file),
            supported: { ...options.supported, 'dynamic-import': false },
            plugins: [
              inMemory((path, kind) => {
                if (kind === 'dynamic-import' || kind === 'require-call') return undefined;
                if (file === entry || path === file) return texts.get(path);
                return atOnce.has(path) ? taken(path) : undefined;
              }),
            ],
          });
        await Promise.all([
          write(entry, [`import './${entry}';`, ...[...shared].map(exported)].join('\n')),
          ...late.map((file) => write(file, `export * from './${file}';`)),
        ]);
      });
    },
  };
}

function exported(file) {
  return `export * as '${file}' from './${file}';`;
}

/** Files by their texts; one without a text stays outside. */
function inMemory(textOf) {
  return {
    name: 'in-memory',
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /^\.\// }, ({ path, kind }) => {
        const contents = textOf(basename(path), kind);
        if (contents === undefined) return { path, external: true };
        // By the name of a CommonJS module esbuild would take its text for one, and wrap it.
        return { path: basename(path, '.cjs'), namespace: 'split', pluginData: contents };
      });
      onLoad({ filter: /./, namespace: 'split' }, ({ pluginData: contents }) => ({ contents, loader: 'js' }));
    },
  };
}
