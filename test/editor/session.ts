/** A whole VS Code for one test or picture: a folder of its own, a server and a window. */
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, before } from 'node:test';
import { root } from './root.ts';
import { Server } from './server.ts';
import { themes, Workbench } from './workbench.ts';

export interface Session extends AsyncDisposable {
  readonly workbench: Workbench;
  readonly server: Server;
  /** The opened folder: a copy of media/examples, and the files that were asked for. */
  readonly folder: string;
  /** Puts settings of the folder in force, in place of those put before; the window follows. */
  configure(settings: Readonly<Record<string, unknown>>): void;
  /** Changes the colour theme and waits until the window shows it. */
  setTheme(name: keyof typeof themes): Promise<void>;
}

export interface SessionOptions {
  /** Further files of the folder, by name. */
  readonly files?: Readonly<Record<string, string>>;
  /** A packed extension to install; without it the checkout is loaded as an extension under development. */
  readonly vsix?: string;
  readonly viewport?: { readonly width: number; readonly height: number };
}

/**
 * For the tests of a file: one VS Code for all of them, in which `prepare` does what they have in common, and a picture
 * of it in test/output when one fails.
 */
export function sharedSession(
  options: () => SessionOptions = () => ({}),
  prepare: (session: Session) => Promise<void> = async () => {},
): () => Session {
  let session: Session | undefined;
  const opened = (): Session => {
    if (session === undefined) throw new Error('VS Code did not open.');
    return session;
  };
  before(async () => {
    session = await openSession(options());
    await prepare(session);
  });
  afterEach(async (context) => {
    if (!('passed' in context && context.passed)) await session?.workbench.screenshot(`failed ${context.name}`);
  });
  after(() => session?.[Symbol.asyncDispose]());
  return opened;
}

/** Opens VS Code on a folder; disposing ends it. */
export async function openSession({ files = {}, vsix, viewport }: SessionOptions = {}): Promise<Session> {
  const temporary = mkdtempSync(join(tmpdir(), 'downhill-editor-'));
  const folder = join(temporary, 'examples');
  cpSync(join(root, 'media', 'examples'), folder, { recursive: true });
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  const server = await Server.start(vsix === undefined ? { smokeTest: true } : { vsix });
  let configured: Readonly<Record<string, unknown>> = {};
  const configure = (settings: Readonly<Record<string, unknown>>) => {
    configured = settings;
    mkdirSync(join(folder, '.vscode'), { recursive: true });
    writeFileSync(join(folder, '.vscode', 'settings.json'), JSON.stringify(settings));
  };
  const end = async () => {
    await server.stop();
    rmSync(temporary, { recursive: true, force: true });
  };
  try {
    const payload = vsix === undefined ? { extension: root } : {};
    const workbench = await Workbench.open(server.authority, folder, payload, viewport);
    return {
      workbench,
      server,
      folder,
      configure,
      async setTheme(name) {
        configure({ ...configured, 'workbench.colorTheme': themes[name].setting });
        await workbench.showsTheme(name);
      },
      async [Symbol.asyncDispose]() {
        await workbench.close();
        await end();
      },
    };
  } catch (error) {
    await end();
    throw error;
  }
}
