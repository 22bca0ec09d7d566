import type { Command } from './context.ts';

/** Downhill: Show Panel. */
export const showPanel: Command = ({ panel }) => panel.show();
