/** Answers the host's requests with the engine. */
import type { Problem } from '../engine/problem.ts';
import { readProblem } from '../engine/read/problem.ts';
import { withSettings } from '../engine/settings.ts';
import type { FromWorker, Source, ToWorker } from '../protocol/worker.ts';
import { Checks } from './check.ts';
import { StepExplanations } from './explain-step.ts';
import type { SpawnHelper } from './helpers.ts';
import { late } from './late.ts';
import { RateFinders } from './rates.ts';
import type { Runs } from './runs.ts';
import { catalog, errorView, problemView } from './views.ts';

/** Sends a message; the buffers may be transferred. */
export type Post = (message: FromWorker, transfer: ArrayBuffer[]) => void;

function read({ text, languageId, patch }: Source): Problem {
  const problem = readProblem(text, { languageId });
  return patch ? withSettings(problem, patch) : problem;
}

/** Says that it is ready, and returns the handler of the host's messages. */
export function serve(post: Post, spawn?: SpawnHelper): (message: ToWorker) => void {
  /** The request whose runs may go on; another request's runs end. */
  let current: number | undefined;
  let runs: Runs | undefined;
  const checks = new Checks();
  const finders = new RateFinders();
  const steps = new StepExplanations();

  async function minimize(requestId: number, source: Source): Promise<void> {
    current = requestId;
    const problem = read(source);
    const { Runs } = await late.runs();
    runs ??= new Runs(spawn);
    await runs.make(
      problem,
      source,
      () => current === requestId,
      (event, transfer = []) => post({ type: 'event', requestId, event }, transfer),
    );
  }

  async function check({ requestId, source, trail }: Extract<ToWorker, { type: 'check' }>): Promise<void> {
    const report = await checks.run(requestId, read(source), trail, (message) => post(message, []));
    if (report) post({ type: 'checked', requestId, report }, []);
    else post({ type: 'failed', requestId, error: { message: 'The check was stopped.', start: 0, end: 0 } }, []);
  }

  async function answer(message: Exclude<ToWorker, { type: 'stop' }>): Promise<void> {
    const { requestId, source } = message;
    switch (message.type) {
      case 'minimize':
        return minimize(requestId, source);
      case 'runStarts': {
        const problem = read(source);
        const { runShare } = await late.runs();
        return post({ type: 'startsRun', requestId, from: message.from, ended: runShare(problem, message) }, []);
      }
      case 'check':
        return check(message);
      case 'findRates':
        return findRates(message);
      case 'explainStep':
        return explainStep(message);
      case 'read':
        return post({ type: 'read', requestId, problem: problemView(read(source)) }, []);
      case 'explain': {
        const problem = read(source);
        const { derivationsOf } = await late.explanation();
        return post({ type: 'explained', requestId, derivations: derivationsOf(problem) }, []);
      }
      case 'write': {
        const { text, languageId, patch = {} } = source;
        const { writeSettings } = await late.writing();
        return post({ type: 'written', requestId, edits: writeSettings(readProblem(text, { languageId }), patch) }, []);
      }
    }
  }

  async function findRates({ requestId, source }: Extract<ToWorker, { type: 'findRates' }>): Promise<void> {
    const report = await finders.run(requestId, read(source), (message) => post(message, []));
    if (report) post({ type: 'foundRates', requestId, report }, []);
    else post({ type: 'failed', requestId, error: { message: 'The rate finder was stopped.', start: 0, end: 0 } }, []);
  }

  async function explainStep({ requestId, source, choice }: Extract<ToWorker, { type: 'explainStep' }>): Promise<void> {
    post({ type: 'stepExplained', requestId, step: await steps.run(requestId, read(source), choice) }, []);
  }

  function fail({ type, requestId, source }: Exclude<ToWorker, { type: 'stop' }>, reason: unknown): void {
    const error = errorView(reason, source.text.length);
    if (type === 'minimize') post({ type: 'event', requestId, event: { type: 'failed', error } }, []);
    else post({ type: 'failed', requestId, error }, []);
  }

  post({ type: 'ready', catalog: catalog() }, []);
  return (message) => {
    if (message.type !== 'stop') {
      answer(message).catch((reason: unknown) => fail(message, reason));
      return;
    }
    const { requestId } = message;
    if (current === requestId) current = undefined;
    checks.stop(requestId);
    finders.stop(requestId);
    steps.stop(requestId);
  };
}
