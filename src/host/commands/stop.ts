import type { Command } from './context.ts';

/** Downhill: Stop. Ends the run; what was computed stays. */
export const stop: Command = ({ session }) => session.stop();
