/** Answers the host's requests for simplified derivatives. It may never finish: the host ends it then. */
import { ProblemError } from '../engine/problem.ts';
import { dataIn } from '../engine/read/data.ts';
import { unfenced } from '../engine/read/fence.ts';
import { readComplete } from '../engine/read/formulas.ts';
import { readStatements } from '../engine/read/statements.ts';
import type { FromSimplifier, ToSimplifier } from '../protocol/simplified.ts';
import type { Source } from '../protocol/worker.ts';
import { type Differentiated, simplified } from './simplify.ts';

/** Says that it is ready, and returns the handler of the host's messages. */
export function serve(post: (message: FromSimplifier) => void): (message: ToSimplifier) => void {
  post({ type: 'ready' });
  return ({ requestId, source }) => {
    try {
      for (const one of simplified(read(source))) post({ type: 'simplified', requestId, ...one });
    } catch (error) {
      // The engine's worker reads the same text, and says what is wrong with it.
      if (!(error instanceof ProblemError)) throw error;
    }
    post({ type: 'done', requestId });
  };
}

/** The formulas alone: with its settings a text would bring every method, which nobody asks for here. */
function read({ text, tables = {} }: Source): Differentiated {
  const statements = readStatements(unfenced(text));
  const whole = { start: 0, end: text.length };
  const { scope, reader, objective } = readComplete(text, statements, dataIn(statements), tables, whole);
  return {
    graph: reader.graph,
    objective: objective.node,
    parameters: [...scope.parameters],
    columns: scope.columns,
  };
}
