/** Activation evaluates nothing of mathjs: the engine is loaded at its first use. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { build, type Plugin } from 'esbuild';
import { root } from './root.ts';

/** In place of mathjs, a module that says when it is evaluated. */
const mathjs: Plugin = {
  name: 'mathjs',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^mathjs(\/|$)/ }, ({ path }) => ({ path, namespace: 'mathjs' }));
    onLoad({ filter: /.*/, namespace: 'mathjs' }, () => ({ contents: 'module.exports = mathjsWasLoaded();' }));
  },
};

/** A value of which everything can be called, constructed and read. */
function anything(): object {
  return new Proxy(class {}, {
    apply: anything,
    construct: anything,
    set: () => true,
    get: (target, key) => {
      if (key === 'prototype') return target.prototype;
      return typeof key === 'symbol' ? undefined : anything();
    },
  });
}

test('activate does not load mathjs, and the first use of the engine does', async () => {
  const { outputFiles } = await build({
    entryPoints: [join(root, 'src', 'extension.ts')],
    bundle: true,
    write: false,
    format: 'cjs',
    platform: 'node',
    external: ['vscode'],
    plugins: [mathjs],
    logLevel: 'silent',
  });
  const code = outputFiles[0]?.text ?? '';
  // The bundle copies the properties that vscode says it has, so each that is used is named.
  const used = [...code.matchAll(/\bvscode\d*\.(\w+)/g)].map(([, name]) => [name, anything()]);
  const vscode: unknown = Object.fromEntries(used);
  let loaded = 0;
  const mathjsWasLoaded = () => {
    loaded += 1;
    return {};
  };
  const module: { exports: { activate?: (context: object) => { readProblem(text: string): unknown } } } = {
    exports: {},
  };
  const load = (name: string) => (name === 'vscode' ? vscode : process.getBuiltinModule(name));
  new Function('module', 'exports', 'require', 'mathjsWasLoaded', code)(module, module.exports, load, mathjsWasLoaded);
  const api = module.exports.activate?.({ subscriptions: [], extensionUri: anything(), workspaceState: anything() });
  assert.equal(loaded, 0);
  assert.throws(() => api?.readProblem('x^2'));
  assert.ok(loaded > 0);
});
