import { execFileSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { chromium } from 'playwright-core';
import { MAX_PICTURE_BYTES } from '../documents.mjs';
import { STYLE } from './slack-blocks.mjs';

/** Calls `use` with a page in Chromium at /usr/bin/chromium or at the path in CHROMIUM. `options`: as Playwright has them. */
export async function inBrowser(options, use) {
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox'],
  });
  try {
    await use(await browser.newPage(options));
  } finally {
    await browser.close();
  }
}

/** Draws what `slack-blocks.mjs` made of messages and forms. */
export async function drawSlack(page, html, path) {
  await page.setContent(`<!doctype html><meta charset="utf-8"><style>${STYLE}</style><body>${html}`);
  await take(page.locator('body'), path);
}

/** What a document may not hold for its size gets 256 colours, which is enough for letters. */
export async function take(shown, path) {
  await shown.screenshot({ path, animations: 'disabled' });
  if (statSync(path).size > MAX_PICTURE_BYTES) execFileSync('pngquant', ['--force', '--ext', '.png', path]);
}
