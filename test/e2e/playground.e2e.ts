import { appendFileSync, cpSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import Database from 'better-sqlite3';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { folder } from '../support/folder.ts';
import { openPlayground } from './playground.ts';

const ROOT = join(import.meta.dirname, '../..');

/** Picks from a menu, however the Playground draws it. */
async function chooseReason(page: Page): Promise<void> {
  const menu = page.locator('select').first();
  if ((await menu.count()) > 0) {
    await menu.selectOption('group alias');
    return;
  }
  await page.getByRole('combobox').first().click();
  await page.getByRole('option').first().click();
}

test('the Teams story in the Agents Playground', async () => {
  const home = folder();
  cpSync(join(ROOT, 'examples/acme'), home, { recursive: true });
  const { page, database, openChannel, mention, picture } = await openPlayground({ home });
  await openChannel();

  await mention('status');
  await page
    .getByText(/^Acme: 5 apps, 130 accounts/)
    .first()
    .waitFor();
  await picture('status');

  // A new unknown account: the alert is posted without being asked for.
  appendFileSync(
    join(home, 'github.csv'),
    'gh-901,print-room,Print Room,active,person,member,GitHub Enterprise,2026-11-20,none,true,true\n',
  );
  await mention('sync');
  // News comes first, by name.
  const row = page.getByText(/unknown · new: Print Room/).first();
  await row.waitFor();
  await row.scrollIntoViewIfNeeded();
  await picture('alert');

  // A press on the row shows its buttons. Mark as known: fill the form, and see the card change.
  await row.click();
  await row.locator('xpath=following::button[contains(., "Mark as known…")][1]').click();
  await page.getByRole('button', { name: 'Mark as known', exact: true }).waitFor();
  await chooseReason(page);
  await picture('form');
  await page.getByRole('button', { name: 'Mark as known', exact: true }).click();
  await page
    .getByText(/print-room.* marked as known by/)
    .first()
    .waitFor();
  await picture('known');

  // A chart needs more than one week of counts, so the counts of today are copied to the weeks before.
  const store = new Database(database);
  const { changes } = store
    .prepare(
      "INSERT OR IGNORE INTO daily (day, app, open, seats) SELECT date(day, '-' || weeks.value || ' days'), app, open + weeks.value / 7, seats + weeks.value / 14 FROM daily, json_each('[7, 14, 21, 28]') AS weeks",
    )
    .run();
  store.close();
  expect(changes).toBeGreaterThan(0);
  await mention('digest');
  await page
    .getByText(/^Week \d+/)
    .first()
    .waitFor();
  // The chart is drawn a moment after the words. A client that cannot draw charts shows figures: `seats at stake: …`.
  const legend = page.getByRole('option').filter({ hasText: 'seats at stake' }).last();
  await legend.waitFor();
  const chart = page.locator('.ac-adaptiveCard').filter({ has: legend }).locator('svg path');
  await chart.first().waitFor({ state: 'attached' });
  await wait(1500);
  await legend.scrollIntoViewIfNeeded();
  await picture('digest');
  expect(await chart.count()).toBeGreaterThanOrEqual(2);
  expect(await page.locator('body').innerText()).not.toContain('seats at stake: ');
  expect(await page.getByText(/marked as known by/).count()).toBeGreaterThan(0);
});
