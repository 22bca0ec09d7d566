/**
 * What a method is. A rule updates each coordinate by a formula in nodes of the graph: it compiles into the run's loop
 * together with the gradient. A search computes a step with as many evaluations as it needs.
 */
import type { Rule } from './rule.ts';
import type { SearchMethod } from './search.ts';

export type Method = Rule | SearchMethod;
