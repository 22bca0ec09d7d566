/**
 * The peers of ../shared/bench and our own twins.c: C by gcc, strict and with its best flags, NumPy and PyTorch. What is
 * not on the machine is left out, with a word on what is missing.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const SOURCES = fileURLToPath(new URL('../../../shared/bench/', import.meta.url));
/** Debian's own Python: another one on the path need not have Debian's packages. */
const PYTHON = '/usr/bin/python3';

/** Seconds by the names of ../shared/bench/README.md, and of twins.c, where they begin with twin_. */
export type Times = Readonly<Record<string, number>>;

export interface Peers {
  /** Runs the C programs once, for these works. */
  readonly strict?: (names: readonly string[]) => Times;
  readonly best?: (names: readonly string[]) => Times;
  /** Where the methods of twins.c are after so many steps. */
  readonly ends?: (steps: number) => Readonly<Record<string, readonly number[]>>;
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
  cpSync(fileURLToPath(new URL('twins.c', import.meta.url)), join(folder, 'twins.c'));
  execFileSync(process.execPath, ['gendata.mjs'], { cwd: folder });
  const gcc = spawnSync('gcc', ['--version'], { encoding: 'utf8' });
  const hasC = gcc.status === 0;
  if (hasC) versions.push(gcc.stdout.split('\n')[0]!);
  else missing.push('There is no gcc: nothing to compare with in C.');
  const compile = (suffix: string, ...flags: string[]) => {
    for (const name of ['peers', 'twins']) {
      execFileSync('gcc', ['-O3', ...flags, `${name}.c`, '-o', name + suffix, '-lm'], { cwd: folder });
    }
    // Without a name a program does all it can.
    const times = (name: string, names: readonly string[]) => (names.length > 0 ? run(folder, `./${name}`, names) : {});
    return (names: readonly string[]) => ({
      ...times(`peers${suffix}`, names.filter(isPeer)),
      ...times(
        `twins${suffix}`,
        names.filter((name) => !isPeer(name)),
      ),
    });
  };
  const python = (module: string, packages: string) => {
    const found = spawnSync(PYTHON, ['-c', `import ${module}; print(${module}.__version__)`], { encoding: 'utf8' });
    if (found.status !== 0) {
      missing.push(`There is no ${module} for ${PYTHON}: Debian has it as ${packages}.`);
      return undefined;
    }
    versions.push(`${module} ${found.stdout.trim()}`);
    const mode = module === 'torch' ? 'torch' : 'numpy';
    return (names: readonly string[]) =>
      run(folder, PYTHON, ['peers.py', mode], { ONLY: names.filter(isPeer).join(',') });
  };
  const numpy = python('numpy', 'python3-numpy and python3-scipy');
  const torch = python('torch', 'python3-torch');
  return {
    ...(hasC && {
      strict: compile(''),
      best: compile('-fast', '-march=native', '-ffast-math'),
      ends: (steps: number) => run<readonly number[]>(folder, './twins', ['ends', String(steps)]),
    }),
    ...(numpy && { numpy }),
    ...(torch && { torch }),
    versions,
    missing,
    dispose: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** Whether ../shared/bench has a work of that name, not twins.c. */
function isPeer(name: string): boolean {
  return !name.startsWith('twin_');
}

/** What a program prints, by name. */
function run<T = number>(
  folder: string,
  program: string,
  args: readonly string[],
  more: NodeJS.ProcessEnv = {},
): Readonly<Record<string, T>> {
  const env = { ...process.env, ...more };
  return JSON.parse(execFileSync(program, args, { cwd: folder, encoding: 'utf8', env })) as Readonly<Record<string, T>>;
}
