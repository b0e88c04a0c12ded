import type { Message, Part } from '../../../domain/message.ts';
import { addMoney, type Money } from '../../../domain/money/money.ts';
import { type AlertItem, alertRow } from '../alerts/alert-row.ts';
import { type LicenseItem, licenseLines } from '../licenses/license-line.ts';
import { type Page, pageButtons, pageText } from '../pager.ts';
import { type Clock, count, moneyText } from '../words.ts';

/** Findings of one app, as a page of all findings shows them. */
export interface AppFindings {
  readonly id: string;
  readonly name: string;
  /** How many it has, on all pages. */
  readonly findings: number;
  readonly openStake: Money;
  readonly shown: readonly AlertItem[];
  readonly licenses: readonly LicenseItem[];
}

export interface FindingsView extends Clock {
  /** The apps with something to decide on, all of them. */
  readonly apps: readonly { readonly openStake: Money }[];
  readonly page: Page;
  readonly shown: readonly AppFindings[];
}

/** Everything there is to decide on, app by app, most at stake first. */
export function findingsMessage(view: FindingsView): Message {
  const { apps, page, shown, now, timezone } = view;
  const money = moneyText(addMoney(apps.map(({ openStake }) => openStake)));
  const summary =
    page.total === 0
      ? 'Nothing to decide on.'
      : `${count(page.total, 'finding')} to decide on in ${count(apps.length, 'app')}${money === null ? '' : `, ${money} a month at stake`}.${pageText(page)}`;
  return {
    summary,
    title: summary,
    body: shown.flatMap((app): Part[] => [
      { type: 'text', spans: [{ bold: app.name }, `: ${count(app.findings, 'finding')}`] },
      ...app.shown.map((item) => alertRow(app.id, item, { now, timezone })),
      ...licenseLines(app.id, app.licenses, { now, timezone }),
    ]),
    buttons: pageButtons(page, 'app'),
  };
}
