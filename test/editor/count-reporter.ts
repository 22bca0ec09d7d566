/** A reporter for `node --test` that writes nothing but how many tests passed and failed, as JSON. */
import type { TestEvent } from 'node:test/reporters';

export default async function* countReporter(events: AsyncIterable<TestEvent>): AsyncGenerator<string> {
  for await (const event of events) {
    // The summary without a file is that of the whole run.
    if (event.type === 'test:summary' && event.data.file === undefined) {
      const { passed, tests } = event.data.counts;
      yield JSON.stringify({ passed, failed: tests - passed });
    }
  }
}
