/** Answers the host's requests for simplified derivatives. It may never finish: the host ends it then. */
import { ProblemError } from '../engine/problem.ts';
import { readProblem } from '../engine/read/problem.ts';
import type { FromSimplifier, ToSimplifier } from '../protocol/simplified.ts';
import { simplified } from './simplify.ts';

/** Says that it is ready, and returns the handler of the host's messages. */
export function serve(post: (message: FromSimplifier) => void): (message: ToSimplifier) => void {
  post({ type: 'ready' });
  return ({ requestId, source }) => {
    try {
      const { text, languageId, tables = {} } = source;
      const problem = readProblem(text, { languageId, tables });
      for (const one of simplified(problem)) post({ type: 'simplified', requestId, ...one });
    } catch (error) {
      // The engine's worker reads the same text, and says what is wrong with it.
      if (!(error instanceof ProblemError)) throw error;
    }
    post({ type: 'done', requestId });
  };
}
