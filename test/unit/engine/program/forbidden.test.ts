/** A host that forbids generated code of either kind: the interpreter runs everything, with the same digits. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { buildSync } from 'esbuild';
import { compileObjective, minimize, readProblem } from '../../../../src/engine/index.ts';

const ENGINE = fileURLToPath(new URL('../../../../src/engine/index.ts', import.meta.url));
const TEXT =
  'minimize (1 - x)^2 + 100*(y - x^2)^2 + 0.1*log(1 + exp(-x)) + tanh(x*y)\nstart -1.2, 1\nmethod adam\nrate 0.01\nstop steps=300';

/** What the engine makes of the text, as text. */
async function outcome(): Promise<string> {
  const problem = readProblem(TEXT);
  const { verdict } = await minimize(problem);
  const objective = compileObjective(problem);
  return JSON.stringify([verdict.point, verdict.value, verdict.sentence, objective.hessian([0.3, -0.4])]);
}

/** The engine as plain JavaScript: Node itself needs WebAssembly to read TypeScript. */
function bundled(): string {
  const { outputFiles } = buildSync({
    entryPoints: [ENGINE],
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'node',
  });
  return `data:text/javascript;base64,${Buffer.from(outputFiles[0]!.contents).toString('base64')}`;
}

/** Runs the same in a process of its own. @param before code that runs before the engine is loaded. */
function elsewhere(engine: string, before: string, ...flags: string[]): string {
  const script = `${before}
    const { compileObjective, minimize, readProblem } = await import(${JSON.stringify(engine)});
    const TEXT = ${JSON.stringify(TEXT)};
    ${outcome.toString()}
    console.log(await outcome());`;
  const folder = mkdtempSync(join(tmpdir(), 'downhill-forbidden-'));
  try {
    const file = join(folder, 'run.mjs');
    writeFileSync(file, script);
    return execFileSync(process.execPath, [...flags, file], { encoding: 'utf8' }).trim();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const FORBID = '--disallow-code-generation-from-strings';

test('where neither JavaScript nor WebAssembly may be generated, the digits are the same', async () => {
  const expected = await outcome();
  const engine = bundled();
  assert.equal(elsewhere(engine, 'delete globalThis.WebAssembly;', FORBID), expected);
  const refusing = 'WebAssembly.Module = class { constructor() { throw new WebAssembly.CompileError("refused"); } };';
  assert.equal(elsewhere(engine, refusing, FORBID), expected);
  assert.equal(elsewhere(engine, '', FORBID), expected);
  assert.equal(elsewhere(engine, 'delete globalThis.WebAssembly;'), expected);
});
