import * as v from 'valibot';
import type * as vscode from 'vscode';
import { readPatch } from '../protocol/validate.ts';
import { toWire } from '../protocol/wire.ts';
import { Disposable } from './dispose.ts';
import type { Place } from './place.ts';
import type { Session } from './session.ts';

const KEY = 'downhill.problem';
/** A longer text is not kept: the workspace's memory is read whole at each start of VS Code. */
const MOST = 500_000;

const kept = v.object({
  uri: v.string(),
  languageId: v.string(),
  kind: v.picklist(['selection', 'document', 'fence', 'span', 'paragraph', 'line']),
  range: v.object({ start: v.number(), end: v.number() }),
  text: v.string(),
  patch: v.unknown(),
});

/** Keeps the problem in the workspace's memory, so that the panel can show it again after the window was reloaded. */
export class Memory extends Disposable {
  readonly #memento: vscode.Memento;

  constructor(memento: vscode.Memento, session: Session) {
    super();
    this.#memento = memento;
    this.register(
      session.onDidChange((message) => {
        if (message.type === 'event' && message.event.type === 'opened') this.#keep(session);
      }),
    );
  }

  /** Runs the problem that was kept, if there is one, as it was read; says so when the document has another text now. */
  async restore(session: Session): Promise<void> {
    const result = v.safeParse(kept, this.#memento.get(KEY));
    if (!result.success) return;
    const { patch, ...place } = result.output;
    session.start(place, readPatch(patch) ?? {});
    if (!(await session.tracked?.find())) session.markStale();
  }

  #keep(session: Session): void {
    const { tracked } = session;
    if (!tracked || tracked.place.text.length > MOST) return;
    const place: Place = { ...tracked.place, range: tracked.range };
    void this.#memento.update(KEY, { ...place, patch: toWire(session.patch) });
  }
}
