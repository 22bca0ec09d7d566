import type { Command } from './context.ts';
import { targetOf } from './target.ts';

/** Downhill: Minimize. Runs the problem as its text says; settings of the panel that were not written are let go. */
export const minimize: Command = async ({ session, panel }, argument) => {
  const place = await targetOf(argument, session);
  if (!place) return;
  panel.show();
  session.start(place);
};
