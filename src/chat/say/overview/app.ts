import type { AccountCounts } from '../../../domain/account-part.ts';
import type { Day } from '../../../domain/day.ts';
import type { Drift } from '../../../domain/groups.ts';
import type { Message, Part } from '../../../domain/message.ts';
import type { Money } from '../../../domain/money/money.ts';
import type { UnusedColumns } from '../../../domain/sync/unused-columns.ts';
import type { Usage } from '../../../domain/sync/usage.ts';
import type { Withheld } from '../../../domain/sync/withheld.ts';
import { partsText } from '../account-parts.ts';
import { type AlertItem, alertRow } from '../alerts/alert-row.ts';
import { originText } from '../data-origin.ts';
import { expectedText } from '../groups/drift.ts';
import { type LicenseItem, licenseCounts, licenseLines } from '../licenses/license-line.ts';
import { type Page, pageButtons, pageText } from '../pager.ts';
import { unusedColumnsText } from '../sync/unused-columns.ts';
import { requestsText, withheldLabel } from '../sync/withheld.ts';
import { quietText } from '../undo/snoozed-list.ts';
import { type Clock, count, joined, moneyText, numberText } from '../words.ts';
import { type ConnectionView, connectionRow } from './connection.ts';
import { healthText, type SourceState } from './source-health.ts';

/** One app with a page of its findings. */
export interface AppView extends SourceState, AccountCounts, Clock {
  readonly id: string;
  readonly connector: string;
  readonly owner: string | null;
  /** Whether it was ever read. */
  readonly read: boolean;
  readonly snoozed: number;
  /** The day before which its alert stays quiet; `null` when it is not snoozed. */
  readonly quietUntil: Day | null;
  /** Findings to decide on, on all pages. */
  readonly open: number;
  /** What the seats of the people to decide on cost a month. */
  readonly openStake: Money;
  /** The same of findings that are snoozed. */
  readonly snoozedStake: Money;
  readonly drift: Drift | null;
  /** What keeps the app from being read; `null` while nothing does. */
  readonly connection: ConnectionView | null;
  /** What the app or its plan does not tell. */
  readonly withheld: readonly Withheld[];
  /** What the last read cost; `null` for files, and before the first. */
  readonly usage: Usage | null;
  /** How its file was understood, and which parts are not used; `null` when there is nothing to say. */
  readonly unused: UnusedColumns | null;
  readonly findings: readonly AlertItem[];
  readonly licenses: readonly LicenseItem[];
  /** The page of findings that is shown. */
  readonly page: Page;
}

/** The health of one app and what there is to decide on. */
export function appMessage(view: AppView): Message {
  const { id, connection, licenses, now, timezone } = view;
  const summary = headline(view);
  return {
    summary,
    title: summary,
    body: [
      ...(connection === null ? [] : [connectionRow(connection)]),
      // What needs a decision comes first.
      ...view.findings.map((item) => alertRow(id, item, view)),
      ...licenseLines(id, licenses, { now, timezone }),
      facts(view),
      ...(view.unused === null ? [] : [{ type: 'note' as const, text: unusedColumnsText(view.unused) }]),
    ],
    buttons: [
      ...pageButtons(view.page, `app ${id}`),
      { label: 'Access table', command: `access ${id}` },
      ...(licenses.length === 0 ? [] : [{ label: 'Subscriptions', command: `subscriptions ${id}` }]),
    ],
  };
}

function headline({ name, read, accounts, open, licenses, openStake, snoozedStake, page }: AppView): string {
  if (!read) return `${name} has not been read yet.`;
  const seen = count(accounts, 'account');
  const findings = [
    ...(open === 0 ? [] : [`${count(open, 'finding')} to decide on`]),
    ...licenseCounts(licenses),
  ];
  const money = moneyText(openStake);
  const put = moneyText(snoozedStake);
  // The rest of what `status` shows as at stake.
  const later = put === null ? '' : money === null ? `, ${put} a month snoozed` : ` (${put} more snoozed)`;
  if (findings.length === 0) return `${name}: nothing to decide on, ${seen}${later}.`;
  return `${name}: ${joined(findings)}, ${seen}${money === null ? '' : `, ${money} a month at stake`}${later}.${pageText(page)}`;
}

function facts(view: AppView): Part {
  const { id, connector, owner, drift, usage, withheld, snoozed, quietUntil } = view;
  return {
    type: 'facts',
    facts: [
      { label: 'read', value: readText(view) },
      { label: 'connector', value: connector },
      ...(usage === null ? [] : [{ label: 'requests', value: requestsText(usage) }]),
      ...(owner === null ? [] : [{ label: 'owner', value: owner }]),
      { label: 'accounts', value: partsText(view) },
      ...(drift === null ? [] : [{ label: 'by group', value: expectedText(drift, id) }]),
      ...withheld.map((each) => ({ label: withheldLabel(each), value: each.reason })),
      ...(quietUntil === null
        ? []
        : [{ label: 'alert', value: `${quietText(quietUntil, view)} (to end it: snooze ${id} --undo)` }]),
      ...(snoozed > 0 ? [{ label: 'snoozed', value: numberText(snoozed) }] : []),
    ],
  };
}

/** `complete; figma.csv of 23:04, read just now` */
function readText(view: AppView): string {
  const state = healthText(view, view);
  return view.health.state === 'good' ? `${state}; ${originText(view, view)}` : state;
}
