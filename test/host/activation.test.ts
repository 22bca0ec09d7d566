import * as vscode from 'vscode';
import { downhill, extension } from './downhill.ts';
import { equal, ok } from './expect.ts';
import type { Suite } from './suite.ts';

export default {
  async 'activate returns the engine'() {
    const { readProblem, compileObjective, minimize } = await downhill();
    const problem = readProblem('(x - 3)^2 + y^2\nstart x = 5, y = 1\nrate = 0.1');
    const objective = compileObjective(problem);
    equal([...objective.parameters], ['x', 'y'], 'the parameters');
    equal(objective.value([5, 1]), 5, 'the value at the start');
    equal(Array.from(objective.gradient([5, 1])), [4, 2], 'the gradient at the start');
    const run = await minimize(problem);
    ok(Math.abs(run.verdict.point[0]! - 3) < 1e-3, `the run ends near x = 3: ${run.verdict.sentence}`);
  },

  async 'what cannot be read is an error with its place'() {
    const { readProblem } = await downhill();
    try {
      readProblem('(x - 3');
    } catch (error) {
      ok(error instanceof Error && 'start' in error && 'end' in error, 'the error has a place');
      equal(error.name, 'ProblemError', 'the kind of error');
      return;
    }
    throw new Error('An unbalanced bracket was read.');
  },

  async 'the manifest declares exactly the commands that exist'() {
    await downhill();
    const declared = (extension().packageJSON.contributes.commands as { command: string }[]).map(
      ({ command }) => command,
    );
    const existing = (await vscode.commands.getCommands(true)).filter((command) => command.startsWith('downhill.'));
    // VS Code makes some commands itself, for views and walkthroughs.
    const registered = existing.filter((command) => !/\.(focus|open|resetViewLocation|removeView)$/.test(command));
    equal(registered.toSorted(), declared.toSorted(), 'the commands');
  },

  async 'every setting of the manifest has a default and a description'() {
    const { properties } = extension().packageJSON.contributes.configuration as {
      properties: Record<string, { default?: unknown; markdownDescription?: string }>;
    };
    for (const [name, property] of Object.entries(properties)) {
      ok(name.startsWith('downhill.'), `${name} is a setting of Downhill`);
      ok('default' in property, `${name} has a default`);
      ok(property.markdownDescription && !property.markdownDescription.startsWith('%'), `${name} is described`);
    }
  },
} satisfies Suite;
