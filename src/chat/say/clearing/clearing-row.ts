import type { Day, Instant } from '../../../domain/day.ts';
import type { Button, Row } from '../../../domain/message.ts';
import { type AlertItem, alertRow } from '../alerts/alert-row.ts';
import { linkButtons } from '../owners/suggestion.ts';
import { type Clock, dayAtText, dayText } from '../words.ts';

/** One unmatched account with what can be done about it. */
export interface UnmatchedItem {
  readonly app: { readonly id: string; readonly name: string };
  readonly item: AlertItem;
  /** Whether the app says that it is a bot, a service account, or a room or other shared account. */
  readonly noPerson: boolean;
  readonly firstSeen: Instant;
  /** Until when its finding is put off; `null` when it is not. */
  readonly snoozedUntil: Day | null;
}

/** The row that an alert has for an unknown account, and by hand it can be linked to anybody. */
export function clearingRow(unmatched: UnmatchedItem, oneApp: boolean, clock: Clock): Row {
  const { app, item, noPerson, firstSeen, snoozedUntil } = unmatched;
  const row = alertRow(app.id, { ...item, ...(oneApp ? {} : { inApp: app.name }) }, clock);
  return {
    ...row,
    mark: noPerson ? 'no-owner' : 'unknown',
    detail: [
      ...(row.detail === null ? [] : [row.detail]),
      `first seen ${dayAtText(firstSeen, clock)}`,
      ...(snoozedUntil === null ? [] : [`snoozed until ${dayText(snoozedUntil, clock)}`]),
    ].join(' · '),
    buttons: buttonsOf(app.id, item),
  };
}

function buttonsOf(app: string, { account, suggestion, fits = [] }: AlertItem): readonly Button[] {
  const byHand: Button = { label: 'Link…', form: { type: 'link', app, account } };
  return [
    ...linkButtons(app, account, suggestion, fits),
    ...(fits.length > 1 ? [] : [byHand]),
    { label: 'Mark as known…', form: { type: 'known', app, account } },
    { label: 'Add employee…', form: { type: 'add-person', app, account } },
  ];
}
