/**
 * Builds everything that ships, and the suites that run inside VS Code.
 *
 *     node esbuild.js [--production] [--watch] [--out=folder] [--log-level=level]
 *
 * The host is bundled twice, for the Node and the web extension host, and so are the workers and the suites. A module
 * `x.ts` that needs its platform has a sibling `x.web.ts`, which takes its place in the bundles for the browser.
 * With `--production` the bundles are minified, carry no source maps, and the suites are left out.
 */
import { existsSync, globSync, rmSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { build, context } from 'esbuild';
import { oldest, shared } from './esbuild.shared.js';
import { split } from './esbuild.split.js';

const production = process.argv.includes('--production');
const watch = process.argv.includes('--watch');
const out = option('out') ?? 'dist';

/** The value of `--name=value`. */
function option(name) {
  return process.argv.find((argument) => argument.startsWith(`--${name}=`))?.slice(name.length + 3);
}

/** Prefers `x.web.ts` to `x.ts` where there is one. */
const webSiblings = {
  name: 'web-siblings',
  setup(build) {
    build.onResolve({ filter: /^\.{1,2}\/.*\.ts$/ }, ({ path, resolveDir }) => {
      const sibling = resolve(resolveDir, path.replace(/\.ts$/, '.web.ts'));
      return existsSync(sibling) ? { path: sibling } : undefined;
    });
  },
};

/** Parquet's files are hardly ever compressed with Brotli, whose dictionary would be a tenth of the package. */
const withoutBrotli = {
  name: 'without-brotli',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /\/brotli\.js$/ }, ({ path, importer }) =>
      importer.includes('hyparquet-compressors') ? { path, namespace: 'without-brotli' } : undefined,
    );
    const contents = `export const decompressBrotli = () => { throw new Error('it is compressed with Brotli, which is not read'); };`;
    onLoad({ filter: /.*/, namespace: 'without-brotli' }, () => ({ contents }));
  },
};

/** Where the host asks for the engine by `require`, it gets in Node the file that shares what it can with the worker. */
const engineFile = {
  name: 'engine-file',
  setup({ onResolve }) {
    onResolve({ filter: /engine\/index\.ts$/ }, ({ kind }) =>
      kind === 'require-call' ? { path: './engine.cjs', external: true } : undefined,
    );
  },
};

/**
 * Where the host asks for the engine by `require`, it gets it on the web as one module, bundled on its own: esbuild keeps
 * all of a package that is evaluated late, and so would bring twice as much of mathjs.
 */
const lateEngine = {
  name: 'late-engine',
  setup({ onResolve, onLoad, initialOptions: { platform, target, minify } }) {
    onResolve({ filter: /engine\/index\.ts$/ }, ({ path, resolveDir, kind }) =>
      kind === 'require-call' ? { path: resolve(resolveDir, path), namespace: 'late-engine' } : undefined,
    );
    onLoad({ filter: /.*/, namespace: 'late-engine' }, async ({ path }) => {
      const { outputFiles, metafile } = await build({
        ...shared,
        entryPoints: [path],
        write: false,
        metafile: true,
        format: 'cjs',
        plugins: [withoutBrotli],
        platform,
        target,
        minify,
      });
      return { contents: outputFiles[0].text, watchFiles: Object.keys(metafile.inputs).map((file) => resolve(file)) };
    });
  },
};

/** The module `downhill:suites`: every test/host/*.test.ts by its name, so that no suite can be forgotten. */
const suites = {
  name: 'suites',
  setup(build) {
    build.onResolve({ filter: /^downhill:suites$/ }, ({ path, importer }) => ({
      path,
      namespace: 'suites',
      pluginData: { folder: dirname(importer) },
    }));
    build.onLoad({ filter: /.*/, namespace: 'suites' }, ({ pluginData: { folder } }) => {
      const files = globSync('**/*.test.ts', { cwd: folder }).sort();
      const imports = files.map((file, index) => `import suite${index} from ${JSON.stringify(`./${file}`)};`);
      const entries = files.map(
        (file, index) => `  [${JSON.stringify(file.replace(/\.test\.ts$/, ''))}, suite${index}],`,
      );
      return {
        contents: `${imports.join('\n')}\nexport default [\n${entries.join('\n')}\n];\n`,
        resolveDir: folder,
        watchDirs: [folder],
        watchFiles: files.map((file) => join(folder, file)),
      };
    });
  },
};

const options = {
  ...shared,
  minify: production,
  sourcemap: production ? false : 'linked',
  legalComments: production ? 'linked' : 'inline',
  logLevel: option('log-level') ?? 'info',
};
const forNode = {
  ...options,
  platform: 'node',
  format: 'cjs',
  target: oldest.node,
  external: ['vscode'],
  plugins: [engineFile],
};
const forWebHost = {
  ...forNode,
  platform: 'browser',
  target: oldest.browser,
  plugins: [lateEngine, webSiblings],
};
const forBrowser = { ...options, platform: 'browser', format: 'iife', target: oldest.browser };

const bundles = [
  { ...forNode, entryPoints: ['src/extension.ts'], outfile: `${out}/extension.cjs` },
  { ...forWebHost, entryPoints: ['src/extension.ts'], outfile: `${out}/extension.web.cjs` },
  split({ ...forNode, plugins: [withoutBrotli] }, 'src/worker/node.ts', {
    dir: out,
    name: 'worker',
    beside: { engine: 'src/engine/index.ts' },
  }),
  {
    ...forBrowser,
    entryPoints: ['src/worker/web.ts'],
    outfile: `${out}/worker.web.js`,
    plugins: [withoutBrotli, webSiblings],
  },
  {
    ...forBrowser,
    entryPoints: ['src/simplifier/entry.ts'],
    outfile: `${out}/simplifier.cjs`,
    external: ['node:worker_threads'],
  },
  { ...forBrowser, entryPoints: ['webview/main.ts'], outfile: `${out}/panel.js` },
  {
    ...options,
    entryPoints: ['webview/panel.css'],
    outfile: `${out}/panel.css`,
    target: oldest.browser,
    loader: { '.woff2': 'file', '.ttf': 'file', '.svg': 'file', '.png': 'file' },
    assetNames: '[name]',
  },
];
if (!production) {
  bundles.push(
    { ...forNode, entryPoints: ['test/host/index.ts'], outfile: `${out}/test/host.cjs`, plugins: [suites] },
    {
      ...forWebHost,
      entryPoints: ['test/host/index.ts'],
      outfile: `${out}/test/host.web.cjs`,
      plugins: [suites, webSiblings],
    },
  );
}

rmSync(out, { recursive: true, force: true });
const contexts = await Promise.all(bundles.map((bundle) => context(bundle)));
if (watch) {
  await Promise.all(contexts.map((bundle) => bundle.watch()));
} else {
  const results = await Promise.allSettled(contexts.map((bundle) => bundle.rebuild()));
  await Promise.all(contexts.map((bundle) => bundle.dispose()));
  // esbuild has printed the reasons.
  if (results.some((result) => result.status === 'rejected')) process.exitCode = 1;
}
