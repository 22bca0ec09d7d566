/**
 * The peers of ../shared/bench: C by gcc, strict and with its best flags, NumPy and PyTorch. What is not on the machine
 * is left out, with a word on what is missing.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const SOURCES = fileURLToPath(new URL('../../../shared/bench/', import.meta.url));
/** Debian's own Python: another one on the path need not have Debian's packages. */
const PYTHON = '/usr/bin/python3';

/** Seconds by the names of ../shared/bench/README.md. */
export type Times = Readonly<Record<string, number>>;

export interface Peers {
  /** Runs the C programs once, for these works. */
  readonly strict?: (names: readonly string[]) => Times;
  readonly best?: (names: readonly string[]) => Times;
  /** Measures with Python's libraries, for these works. */
  readonly numpy?: (names: readonly string[]) => Times;
  readonly torch?: (names: readonly string[]) => Times;
  /** What compiled and ran them. */
  readonly versions: readonly string[];
  /** What is missing, as sentences. */
  readonly missing: readonly string[];
  dispose(): void;
}

/** Compiles the peers in a folder of their own. */
export function preparePeers(): Peers {
  const missing: string[] = [];
  const versions: string[] = [];
  if (!existsSync(join(SOURCES, 'peers.c'))) {
    return { missing: ['The peers’ sources are not beside the checkout.'], versions, dispose: () => {} };
  }
  const folder = mkdtempSync(join(tmpdir(), 'downhill-bench-'));
  mkdirSync(join(folder, 'data'));
  for (const file of ['peers.c', 'ext50.h', 'peers.py', 'gendata.mjs']) cpSync(join(SOURCES, file), join(folder, file));
  execFileSync(process.execPath, ['gendata.mjs'], { cwd: folder });
  const gcc = spawnSync('gcc', ['--version'], { encoding: 'utf8' });
  const hasC = gcc.status === 0;
  if (hasC) versions.push(gcc.stdout.split('\n')[0]!);
  else missing.push('There is no gcc: nothing to compare with in C.');
  const compile = (name: string, ...flags: string[]) => {
    execFileSync('gcc', ['-O3', ...flags, 'peers.c', '-o', name, '-lm'], { cwd: folder });
    return (names: readonly string[]) => run(folder, `./${name}`, names);
  };
  const python = (module: string, packages: string) => {
    const found = spawnSync(PYTHON, ['-c', `import ${module}; print(${module}.__version__)`], { encoding: 'utf8' });
    if (found.status !== 0) {
      missing.push(`There is no ${module} for ${PYTHON}: Debian has it as ${packages}.`);
      return undefined;
    }
    versions.push(`${module} ${found.stdout.trim()}`);
    const mode = module === 'torch' ? 'torch' : 'numpy';
    return (names: readonly string[]) => run(folder, PYTHON, ['peers.py', mode], { ONLY: names.join(',') });
  };
  const numpy = python('numpy', 'python3-numpy and python3-scipy');
  const torch = python('torch', 'python3-torch');
  return {
    ...(hasC && { strict: compile('peers'), best: compile('peers-fast', '-march=native', '-ffast-math') }),
    ...(numpy && { numpy }),
    ...(torch && { torch }),
    versions,
    missing,
    dispose: () => rmSync(folder, { recursive: true, force: true }),
  };
}

function run(folder: string, program: string, args: readonly string[], more: NodeJS.ProcessEnv = {}): Times {
  const env = { ...process.env, ...more };
  return JSON.parse(execFileSync(program, args, { cwd: folder, encoding: 'utf8', env })) as Times;
}
