import type { Instant } from '../../../domain/day.ts';
import type { Recommendation } from '../../../domain/findings/recommend.ts';
import type { Button, Form, Message, Row } from '../../../domain/message.ts';
import { quote, quoteId } from '../../grammar.ts';
import { type LinkablePerson, linkButtons, nearestText, type SuggestedOwner } from '../owners/suggestion.ts';
import { table } from '../table.ts';
import { dayText, momentText } from '../words.ts';
import { type AccountEvent, accountEventText } from './account-history.ts';

/** Everything that is shown about one account. */
export interface AccountView {
  readonly app: { readonly id: string; readonly name: string };
  readonly account: string;
  readonly label: string;
  readonly status: 'active' | 'inactive' | 'unknown';
  readonly offboarded: boolean;
  readonly known: { readonly reason: string; readonly by: string; readonly until: string | null } | null;
  readonly person: string | null;
  /** Why it belongs to that person, or has no owner. */
  readonly why: string;
  readonly suggestion: SuggestedOwner | null;
  /** The people who all fit. */
  readonly fits: readonly LinkablePerson[];
  readonly facts: readonly { readonly label: string; readonly value: string }[];
  readonly recommendation: Recommendation;
  /** Oldest first. */
  readonly history: readonly AccountEvent[];
  /** An admin linked it to its owner. */
  readonly linked: boolean;
  /** It has an open finding, which can be snoozed. */
  readonly open: boolean;
  readonly now: Instant;
  readonly timezone: string;
}

/** Instead of the reason of a match that was stored without one. */
export const UNEXPLAINED_MATCH = 'no reason was recorded';

export const RECOMMENDED: Readonly<Record<Recommendation, string>> = {
  none: 'none, its owner is active',
  known: 'none, it is marked as known',
  'no-seat': 'none, the account is closed and uses no seat',
  'review-removal': 'review it for final removal, then free the seat in the app or mark it as known',
  'review-access':
    'review it for final removal, then disable its access in the app (it no longer holds a license) or mark it as known',
  'review-unknown':
    'review it, then link it to a person, add its owner as an employee, mark it as known (group alias, meeting room, service account), or remove it in the app',
};

/** One account in full: every field, why it belongs to its owner, what to do, and its history. */
export function accountMessage(view: AccountView): Message {
  const { app, label, facts, history, now, timezone } = view;
  const summary = `${label} in ${app.name} ${whoseText(view)}.`;
  return {
    summary,
    title: summary,
    body: [
      row(view),
      { type: 'facts', facts },
      table(
        ['when', 'what happened', 'who'],
        history.map((past) => [
          momentText(past.at, timezone, now),
          accountEventText(past, (day) => dayText(day, view)),
          past.by ?? '–',
        ]),
        'Nothing has happened yet.',
      ),
    ],
    buttons: [{ label: 'Access table', command: `access ${app.id}` }],
  };
}

function whoseText(view: AccountView): string {
  const { status, offboarded, known, person } = view;
  const fine =
    known === null
      ? ''
      : `, marked as known: ${known.reason}${known.until === null ? '' : ` until ${dayText(known.until, view)}`}`;
  if (status === 'unknown') return `has no known owner (unknown${fine})`;
  return `belongs to ${person ?? 'a person who is no longer stored'} (${offboarded ? '⚠️ offboarded' : status}${fine})`;
}

function row(view: AccountView): Row {
  const { status, offboarded, label, why, suggestion, recommendation } = view;
  const nearest = suggestion === null ? '' : `; ${nearestText(suggestion)}`;
  const quiet = !recommendation.startsWith('review-');
  return {
    type: 'row',
    mark: quiet ? 'done' : status === 'unknown' ? 'unknown' : offboarded ? 'left' : 'inactive',
    spans: [{ bold: label }, ` — ${why}${nearest}. Recommended action: ${RECOMMENDED[recommendation]}.`],
    detail: null,
    buttons: buttonsOf(view),
  };
}

function buttonsOf({
  app: { id: app },
  account,
  status,
  known,
  suggestion,
  fits,
  linked,
  open,
  recommendation,
}: AccountView): readonly Button[] {
  const form = (label: string, type: Form['type']): Button => ({
    label,
    form: { type, app, account },
  });
  const unlink: Button[] = linked ? [{ label: 'Unlink', action: { type: 'unlink', app, account } }] : [];
  if (status === 'active') return [form('Link to another person…', 'link'), ...unlink];
  if (known !== null)
    return [
      { label: 'No longer known', action: { type: 'unknown-again', app, account } },
      form('Link…', 'link'),
    ];
  const snooze = open ? [form('Snooze…', 'snooze')] : [];
  const remove: Button[] = recommendation.startsWith('review-')
    ? [{ label: 'Remove…', command: `remove ${quote(app)} ${quoteId(account)}` }]
    : [];
  if (status === 'inactive') return [...remove, form('Mark as known…', 'known'), ...snooze, ...unlink];
  const near = linkButtons(app, account, suggestion, fits);
  return [
    ...near,
    ...(fits.length > 1 ? [] : [form(near.length > 0 ? 'Link to another person…' : 'Link…', 'link')]),
    form('Mark as known…', 'known'),
    form('Add employee…', 'add-person'),
    ...snooze,
    ...remove,
  ];
}
