/** The methods that are formulas, in the order in which they are offered. */
import type { Rule } from '../rule.ts';
import { adabelief } from './adabelief.ts';
import { adadelta } from './adadelta.ts';
import { adagrad } from './adagrad.ts';
import { adam } from './adam.ts';
import { adamax } from './adamax.ts';
import { adamw } from './adamw.ts';
import { adan } from './adan.ts';
import { amsgrad } from './amsgrad.ts';
import { barzilaiBorwein } from './barzilai-borwein.ts';
import { gradientDescent } from './gradient-descent.ts';
import { heavyBall } from './heavy-ball.ts';
import { lion } from './lion.ts';
import { momentum } from './momentum.ts';
import { nadam } from './nadam.ts';
import { nesterov } from './nesterov.ts';
import { polyakStep } from './polyak-step.ts';
import { proximalGradient } from './proximal-gradient.ts';
import { qhadam } from './qhadam.ts';
import { qhm } from './qhm.ts';
import { radam } from './radam.ts';
import { rmsprop } from './rmsprop.ts';
import { rprop } from './rprop.ts';
import { signDescent } from './sign-descent.ts';
import { signum } from './signum.ts';
import { subgradient } from './subgradient.ts';
import { yogi } from './yogi.ts';

export const RULES: readonly Rule[] = [
  gradientDescent,
  barzilaiBorwein,
  polyakStep,
  momentum,
  heavyBall,
  nesterov,
  qhm,
  adagrad,
  adadelta,
  rmsprop,
  adam,
  amsgrad,
  adamw,
  adamax,
  nadam,
  radam,
  adabelief,
  yogi,
  adan,
  qhadam,
  lion,
  rprop,
  signDescent,
  signum,
  subgradient,
  proximalGradient,
];
