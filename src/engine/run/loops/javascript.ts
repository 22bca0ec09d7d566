/** The loop as generated JavaScript, with everything in local variables. */
import { emitColumns, emitStatements, makeFunction } from '../../program/javascript.ts';
import type { Gather } from '../batches/gather.ts';
import { FIRST_NODE_RULE, isOn, type Limits, type Loop, type Memory } from '../loop.ts';
import { outputsOf, type StepProgram } from '../program.ts';
import { type Derived, emptyDerived, type Iterates } from '../trace.ts';

/** Rows at a time when nobody takes what is derived: few enough to stay in the cache. */
const SCRATCH_ROWS = 4096;

type Generated = (
  memory: Memory,
  kept: Iterates,
  derived: Derived,
  from: number,
  to: number,
  limits: Limits,
  order: Int32Array | undefined,
) => number;

/**
 * Generates the loop; undefined where the host forbids making functions.
 *
 * @param gather the rows of batches, where a step does not use all.
 */
export function generateLoop(program: StepProgram, limits: Limits, gather?: Gather): Loop | undefined {
  const generated = makeFunction<Generated>(source(program, limits, gather), program.columns);
  if (!generated) return undefined;
  const order = gather?.order;
  let scratch: Derived | undefined;
  return (memory, kept, derived, from, to) => {
    if (derived) return generated(memory, kept, derived, from, to, limits, order);
    scratch ??= emptyDerived(program.parameters, 0, SCRATCH_ROWS);
    let fired = 0;
    for (let row = from; row < to && fired === 0; row += SCRATCH_ROWS) {
      fired = generated(memory, kept, scratch, row, Math.min(to, row + SCRATCH_ROWS), limits, order);
    }
    return fired;
  };
}

function source(program: StepProgram, limits: Limits, gather: Gather | undefined): string {
  const { parameters, initialState, stateColumns, timeSlot, value, gradient, gradientNorm, rate, rules } = program;
  const next = [...program.nextParameters, ...program.nextState];
  const outputs = outputsOf(program);
  const name = (slot: number) => (slot === timeSlot ? 'k' : `i${slot}`);
  const { statements, expression } = emitStatements(
    outputs,
    name,
    gather && { single: gather.size === 1, even: gather.even },
  );
  const slots = parameters + initialState.length;
  const sign = program.climbs ? '-' : '';
  const each = (count: number, code: (i: number) => string) =>
    Array.from({ length: count }, (_, i) => code(i)).join('');
  const distance = Array.from({ length: parameters }, (_, i) => `(n${i}-i${i})*(n${i}-i${i})`).join('+');
  return `${emitColumns(outputs)}return function(m,T,D,from,to,L,order){
const F=T.value,N=D.gradientNorm,R=D.rate;${each(parameters, (i) => `const X${i}=T.parameters[${i}],G${i}=D.gradient[${i}];`)}
const Q=D.state,states=Q.length;
const least=L.gradient,still=L.change,near=L.move*L.move,far=L.divergence,last=L.steps;
${each(slots, (i) => `let i${i}=m[${i}];`)}
let k=m[${slots}],before=m[${slots + 1}],moved=m[${slots + 2}],bestAt=m[${slots + 3}],best=m[${slots + 4}],n=m[${slots + 5}],fired=0,row=from;
for(;row<to;){${gather ? emitBatch(gather) : ''}${statements}
const f=${expression(value)};n=${expression(gradientNorm)};
const at=row-from;F[row]=f;N[at]=n;R[at]=${expression(rate)};${each(parameters, (i) => `X${i}[row]=i${i};G${i}[at]=${expression(gradient[i]!)};`)}
${stateColumns.length > 0 ? `if(states>0){${each(stateColumns.length, (i) => `Q[${i}][at]=i${parameters + i};`)}}\n` : ''}row++;
if(${sign}f<best){best=${sign}f;bestAt=k}
if(!(Math.abs(f)<Infinity&&n<Infinity)){fired=1;break}
if(Math.abs(f)>far){fired=2;break}
${isOn(limits, 'gradient') ? 'if(n<least){fired=3;break}' : ''}
${isOn(limits, 'change') ? 'if(Math.abs(f-before)<still){fired=4;break}' : ''}
${isOn(limits, 'move') ? 'if(moved<near){fired=5;break}' : ''}
${each(rules.length, (i) => `if(${expression(rules[i]!.fires)}!==0){fired=${FIRST_NODE_RULE + i};break}\n`)}if(k>=last){fired=6;break}
${each(slots, (i) => `const n${i}=${expression(next[i]!)};`)}
before=f;${isOn(limits, 'move') ? `moved=${distance};` : ''}
${each(slots, (i) => `i${i}=n${i};`)}k++;
}
${each(slots, (i) => `m[${i}]=i${i};`)}m[${slots}]=k;m[${slots + 1}]=before;m[${slots + 2}]=moved;m[${slots + 3}]=bestAt;m[${slots + 4}]=best;m[${slots + 5}]=n;
return fired}`;
}

/** Where the batch of a row begins and ends in the order of rows, and what a sum over it is multiplied with. */
function emitBatch({ size, perEpoch, drawn, even }: Gather): string {
  const first = `const p=(row%${perEpoch})*${size}`;
  return even ? `${first},q=p+${size};` : `${first},q=Math.min(p+${size},${drawn}),s=${size}/(q-p);`;
}
