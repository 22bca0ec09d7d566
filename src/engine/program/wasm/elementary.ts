/**
 * The elementary functions of `program/elementary/` as WebAssembly of one number or of two: the same operations in the
 * same order, so the same digits. Read beside the TypeScript, which has the sources and the reasons. Two numbers of which
 * one is out of the ordinary are computed one by one.
 */
import { cos, sin } from '../elementary/sine.ts';
import { Code } from './code.ts';
import type { Building, Callee, ElementaryName, HostName } from './elementary/building.ts';
import { exp, expm1 } from './elementary/exp.ts';
import { log, log1p } from './elementary/log.ts';
import { sigmoid, softplus } from './elementary/logistic.ts';
import { sine } from './elementary/sine.ts';
import { tanh } from './elementary/tanh.ts';

export { type Callee, ELEMENTARY_NAMES, type ElementaryName, type HostName } from './elementary/building.ts';

/** An elementary function of one number, or of two. */
export interface Elementary {
  readonly name: ElementaryName;
  readonly wide: boolean;
}

/** What emitted functions import, each f64 → f64. */
export const HOST_FUNCTIONS: Readonly<Record<HostName, (x: number) => number>> = { 'host:sin': sin, 'host:cos': cos };

interface Definition {
  readonly emit: (building: Building) => void;
  /** Two numbers out of the ordinary are computed by the function of one. */
  readonly oneByOne?: true;
  /** The functions it calls, with as many numbers as it has itself. */
  readonly calls?: readonly ElementaryName[];
  /** What the function of one number calls besides. */
  readonly narrowCalls?: readonly ElementaryName[];
  readonly host?: HostName;
}

const DEFINITIONS: Readonly<Record<ElementaryName, Definition>> = {
  exp: { emit: exp, oneByOne: true },
  expm1: { emit: expm1, oneByOne: true, narrowCalls: ['exp'] },
  log: { emit: log, oneByOne: true },
  log1p: { emit: log1p, oneByOne: true },
  sin: { emit: (building) => sine(building, 'sin'), oneByOne: true, host: 'host:sin' },
  cos: { emit: (building) => sine(building, 'cos'), oneByOne: true, host: 'host:cos' },
  tanh: { emit: tanh },
  sigmoid: { emit: sigmoid, calls: ['exp'] },
  softplus: { emit: softplus, calls: ['exp'] },
};

/** Whether an operation of this name is an elementary function here. */
export function isElementary(name: string): name is ElementaryName {
  return Object.hasOwn(DEFINITIONS, name);
}

/** The elementary functions that one calls directly. */
export function calleesOf({ name, wide }: Elementary): readonly Elementary[] {
  const { calls = [], narrowCalls = [], oneByOne: narrowToo = false } = DEFINITIONS[name];
  const same = (wide ? calls : [...calls, ...narrowCalls]).map((callee) => ({ name: callee, wide }));
  return wide && narrowToo ? [...same, { name, wide: false }] : same;
}

/** The host's function that the function of one number calls where its own reach ends. */
export function hostOf(name: ElementaryName): HostName | undefined {
  return DEFINITIONS[name].host;
}

/** The functions wanted and all they call, each after those it calls; and what to import from the host. */
export function elementaryClosure(wanted: readonly Elementary[]): {
  readonly functions: readonly Elementary[];
  readonly hosts: readonly HostName[];
} {
  const found = new Map<string, Elementary>();
  const visit = (one: Elementary): void => {
    const key = `${one.name} ${one.wide}`;
    if (found.has(key)) return;
    for (const callee of calleesOf(one)) visit(callee);
    found.set(key, one);
  };
  for (const one of wanted) visit(one);
  const functions = [...found.values()];
  const hosts = functions
    .map(({ name, wide }) => (wide ? undefined : hostOf(name)))
    .filter((host) => host !== undefined);
  return { functions, hosts };
}

/**
 * The code of an elementary function: one parameter and one result, both f64, or both v128 when `wide`.
 *
 * @param callee the index of another function by name; those of `calleesOf`, and the host's, are asked for.
 */
export function elementaryFunction(name: ElementaryName, wide: boolean, callee: Callee): Code {
  const code = new Code(1, wide);
  DEFINITIONS[name].emit({ code, callee });
  return code;
}
