/** Where programs are: on PATH, and a Chromium that Playwright can drive. */
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge'];
const applications = [
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** The path of `CHROMIUM_EXECUTABLE`, else of the first Chromium on PATH or among the applications; else undefined. */
export function findChromium() {
  return process.env.CHROMIUM_EXECUTABLE || names.map(onPath).find(Boolean) || applications.find(isExecutable);
}

/** The path of a program on PATH, else undefined. */
export function onPath(name) {
  const folders = (process.env.PATH ?? '').split(delimiter);
  return folders.map((folder) => join(folder, name)).find(isExecutable);
}

function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
