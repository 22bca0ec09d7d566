import type * as vscode from 'vscode';
import type { PanelState, ToPanel } from '../protocol/panel.ts';
import type { Session } from './session.ts';

type Engine = typeof import('../engine/index.ts');

/** What `activate` returns, for other extensions. The functions are those of `src/engine/index.ts`. */
export interface DownhillApi extends Pick<Engine, 'readProblem' | 'compileObjective' | 'minimize' | 'remedyOf'> {
  /** What the panel shows, for tests and for extensions that follow it. */
  readonly session: {
    /** The whole of what is shown now. */
    state(): PanelState;
    /** Fires after each change, with what the panel is told of it. */
    readonly onDidChange: vscode.Event<ToPanel>;
  };
}

/** The engine, evaluated at the first call: the bundler keeps it as a module of its own inside the extension's file. */
function engine(): Engine {
  return require('../engine/index.ts');
}

/** The functions load the engine when they are first called, so that activation costs nothing of it. */
export function createApi(session: Session): DownhillApi {
  return {
    readProblem: (...args) => engine().readProblem(...args),
    compileObjective: (...args) => engine().compileObjective(...args),
    minimize: (...args) => engine().minimize(...args),
    remedyOf: (...args) => engine().remedyOf(...args),
    session: { state: () => session.state(), onDidChange: session.onDidChange },
  };
}
