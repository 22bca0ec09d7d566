/**
 * exp, log, sin, cos, tanh and their kin, of our own: made of additions, products, quotients and roundings only, so that
 * their digits depend neither on the host nor on the backend. `program/wasm/elementary.ts` says the same in WebAssembly.
 */
export { exp, expm1 } from './exp.ts';
export { log, log1p } from './log.ts';
export { sigmoid, softplus } from './logistic.ts';
export { cos, sin } from './sine.ts';
export { tanh } from './tanh.ts';
