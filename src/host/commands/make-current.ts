import type { Context } from './context.ts';
import { targetOf } from './target.ts';

/**
 * Makes the problem that a command is about the session's; false when there is none. With `{ current: true }` it is the one
 * that the panel shows.
 */
export async function makeCurrent({ session, panel }: Context, argument: unknown): Promise<boolean> {
  const { tracked } = session;
  if ((argument as { readonly current?: unknown } | undefined)?.current === true && tracked) {
    if (tracked.stale || session.state().error) await session.run();
    return true;
  }
  const place = await targetOf(argument, session);
  if (!place) return false;
  panel.show();
  const same = tracked?.place.uri === place.uri && tracked.place.text === place.text && !session.state().error;
  if (!same) session.start(place);
  return true;
}
