import type { Panel } from '../panel.ts';
import type { Session } from '../session.ts';

/** What the commands act on. */
export interface Context {
  readonly session: Session;
  readonly panel: Panel;
}

/** A command's work. Its argument comes from a lens, a menu, a key binding or another extension: anything. */
export type Command = (context: Context, argument: unknown) => unknown;
