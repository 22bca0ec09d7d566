import type { Command } from './context.ts';
import { targetOf } from './target.ts';

/**
 * Downhill: Explain Derivative. Shows in the panel how the partial derivatives come about, rule by rule. A problem that
 * is not the panel's becomes so; one that cannot be read is shown as minimizing it would show it.
 */
export const explainDerivative: Command = async ({ session, panel }, argument) => {
  const place = await targetOf(argument, session);
  if (!place) return;
  panel.show();
  const { tracked } = session;
  const isCurrent = tracked?.place.uri === place.uri && tracked.place.text === place.text;
  if (!isCurrent || session.state().error) {
    session.start(place);
    if (!(await session.opened())) return;
  }
  await session.explain();
};
