/** VS Code's window as a person uses it: palette, files, selections, themes. */
import { join } from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import { launchBrowser, type WorkbenchPayload, workbenchAddress } from './browser.ts';
import { Panel } from './panel.ts';
import { root } from './root.ts';
import { until } from './until.ts';

/** The themes that ship with VS Code, by what they are: the setting’s value, and the class of the window. */
export const themes = {
  dark: { setting: 'Default Dark Modern', className: 'vs-dark' },
  light: { setting: 'Default Light Modern', className: 'vs' },
  'high-contrast': { setting: 'Default High Contrast', className: 'hc-black' },
} as const;

export class Workbench {
  readonly page: Page;
  readonly #browser: Browser;

  private constructor(browser: Browser, page: Page) {
    this.#browser = browser;
    this.page = page;
  }

  /** Opens a folder in the workbench of a running server; resolves when the window can be used. */
  static async open(
    authority: string,
    folder: string,
    payload: WorkbenchPayload = {},
    viewport = { width: 1440, height: 900 },
  ): Promise<Workbench> {
    const browser = await launchBrowser();
    try {
      const page = await browser.newPage({ viewport });
      const workbench = new Workbench(browser, page);
      await page.goto(workbenchAddress(authority, folder, payload));
      await workbench.#ready();
      return workbench;
    } catch (error) {
      await browser.close();
      throw error;
    }
  }

  async close(): Promise<void> {
    await this.#browser.close();
  }

  /**
   * Reloads the window once its stored state holds the texts: in a browser VS Code stores its state every few seconds,
   * and not while the window goes.
   */
  async reload(...stored: readonly string[]): Promise<void> {
    await until(
      async () => {
        const state = await this.page.evaluate(storedState);
        return stored.filter((text) => !state.includes(text));
      },
      (missing) => missing.length === 0,
      'The window has not stored its state',
    );
    await this.page.reload();
    await this.#ready();
  }

  async #ready(): Promise<void> {
    await this.page.locator('.monaco-workbench').waitFor();
    await this.page.locator('.part.statusbar .statusbar-item').first().waitFor();
  }

  /** Runs a command from the palette by its full title, as in `Downhill: Minimize`; resolves to when Enter was pressed. */
  async command(title: string): Promise<number> {
    return this.#pick('F1', `>${title}`, title);
  }

  /**
   * Opens a quick pick, types, and takes the entry. A key that is pressed while the focus moves is lost, and the list is
   * made when the text is typed: commands that are contributed later do not come into it. So it is opened again until
   * the entry is there.
   */
  async #pick(key: string, text: string, entry: string): Promise<number> {
    const input = this.page.locator('.quick-input-widget input[type="text"]');
    const found = this.page.locator('.quick-input-list .monaco-list-row').filter({ hasText: entry }).first();
    for (let attempt = 1; ; attempt++) {
      await this.page.keyboard.press(key);
      try {
        await input.waitFor({ timeout: 1000 });
        await input.fill(text);
        await found.waitFor({ timeout: 1000 });
        break;
      } catch (error) {
        if (attempt === 40) throw error;
        await this.page.keyboard.press('Escape');
      }
    }
    const pressed = Date.now();
    await input.press('Enter');
    return pressed;
  }

  /** Opens a file of the folder by its name, in the first group: the panel is in another. */
  async openFile(name: string): Promise<void> {
    await this.page.keyboard.press('Control+1');
    await this.#pick('Control+P', name, name);
    await this.page.locator('.tab.active').filter({ hasText: name }).waitFor();
    await this.page.locator('.editor-instance .monaco-editor .view-line').first().waitFor();
  }

  /** Takes an entry of the context menu of an element. */
  async contextMenu(element: Locator, entry: string): Promise<void> {
    await element.click({ button: 'right' });
    const item = this.page.locator('.monaco-menu .action-item').filter({ hasText: entry }).first();
    // The menu takes no click in its first moments, so that a right click does not choose; the keyboard it hears at once.
    await item.hover();
    await this.page.locator('.monaco-menu .action-item.focused').filter({ hasText: entry }).waitFor();
    await this.page.keyboard.press('Enter');
  }

  /** Puts the cursor at a line and column, both from 1, and selects `length` characters of the line. */
  async select(line: number, column: number, length = 0): Promise<void> {
    await this.page.keyboard.press('Control+G');
    const input = this.page.locator('.quick-input-widget input[type="text"]');
    await input.waitFor();
    await input.fill(`:${line}:${column}`);
    await input.press('Enter');
    await input.waitFor({ state: 'hidden' });
    for (let count = 0; count < length; count++) await this.page.keyboard.press('Shift+ArrowRight');
  }

  /** The text of the editor that is open, as far as it is in sight. */
  async text(): Promise<string> {
    const lines = await this.page.locator('.editor-instance .view-line').evaluateAll((elements) =>
      elements
        .map((line) => ({ top: Number.parseFloat((line as HTMLElement).style.top), text: line.textContent ?? '' }))
        .sort((a, b) => a.top - b.top)
        .map(({ text }) => text.replaceAll('\u00a0', ' ')),
    );
    return lines.join('\n');
  }

  /** Waits until the window shows a theme of `themes` that the settings name. */
  async showsTheme(name: keyof typeof themes): Promise<void> {
    await this.page.locator(`.monaco-workbench.${themes[name].className}`).waitFor();
  }

  /** The panel of Downhill, once it is there. */
  panel(): Promise<Panel> {
    return Panel.find(this.page);
  }

  /** Saves a picture of the window in test/output and returns its path. */
  async screenshot(name: string): Promise<string> {
    const path = join(root, 'test', 'output', `${name}.png`);
    await this.page.screenshot({ path, animations: 'disabled' });
    return path;
  }
}

/** All that the window has stored in the browser, as one text; runs in the page. */
async function storedState(): Promise<string> {
  const answer = <T>(request: IDBRequest<T>) =>
    new Promise<T>((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  const texts: string[] = [];
  for (const { name } of await indexedDB.databases()) {
    if (!name?.startsWith('vscode-web-state-db')) continue;
    const database = await answer(indexedDB.open(name));
    if (database.objectStoreNames.contains('ItemTable')) {
      const table = database.transaction('ItemTable').objectStore('ItemTable');
      texts.push(...(await answer(table.getAllKeys())).map(String), ...(await answer(table.getAll())).map(String));
    }
    database.close();
  }
  return texts.join('\n');
}
