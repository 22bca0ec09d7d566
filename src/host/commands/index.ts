import * as vscode from 'vscode';
import { checkGradient } from './check-gradient.ts';
import { compareConventions } from './compare-conventions.ts';
import { compareLearningRates } from './compare-learning-rates.ts';
import type { Command, Context } from './context.ts';
import { explainDerivative } from './explain-derivative.ts';
import { explainStep } from './explain-step.ts';
import { exportTrace } from './export-trace.ts';
import { findLearningRate } from './find-learning-rate.ts';
import { minimize } from './minimize.ts';
import { newProblem } from './new-problem.ts';
import { runManyStarts } from './run-many-starts.ts';
import { showGradient } from './show-gradient.ts';
import { showPanel } from './show-panel.ts';
import { stop } from './stop.ts';
import { writeSettings } from './write-settings.ts';

const COMMANDS: Readonly<Record<string, Command>> = {
  'downhill.minimize': minimize,
  'downhill.showGradient': showGradient,
  'downhill.explainDerivative': explainDerivative,
  'downhill.explainStep': explainStep,
  'downhill.checkGradient': checkGradient,
  'downhill.compareLearningRates': compareLearningRates,
  'downhill.runManyStarts': runManyStarts,
  'downhill.compareConventions': compareConventions,
  'downhill.findLearningRate': findLearningRate,
  'downhill.exportTrace': exportTrace,
  'downhill.stop': stop,
  'downhill.writeSettings': writeSettings,
  'downhill.showPanel': showPanel,
  'downhill.newProblem': newProblem,
};

/** Registers every command of the manifest. */
export function registerCommands(context: Context): vscode.Disposable {
  return vscode.Disposable.from(
    ...Object.entries(COMMANDS).map(([name, command]) =>
      vscode.commands.registerCommand(name, (argument: unknown) => command(context, argument)),
    ),
  );
}
