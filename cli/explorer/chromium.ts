// Finds and starts a Chromium, for those who try or time the page in a real browser. The program itself needs none.

import { accessSync, constants } from 'node:fs';
import type { BrowserType } from 'playwright-core';

const usual = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
] as const;

const canRun = (path: string): boolean => {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

/** Where a Chromium is: where `CHROMIUM_PATH` says, or else where systems put it. Null: there is none. */
export function chromiumPath(): string | null {
  const said = process.env.CHROMIUM_PATH;
  return (said === undefined || said === '' ? usual : [said]).find(canRun) ?? null;
}

/** What drives a Chromium. Null where it is not installed: it is no part of the program. */
export async function driver(): Promise<BrowserType | null> {
  try {
    return (await import('playwright-core')).chromium;
  } catch {
    return null;
  }
}
