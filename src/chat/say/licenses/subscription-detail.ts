import type { Instant } from '../../../domain/day.ts';
import type { SharedContracts } from '../../../domain/licenses/inventory-item.ts';
import { type CapabilityStatus, type Terms, titleOf } from '../../../domain/licenses/subscription.ts';
import { missingWords, TERM_FIELDS, TERM_KEYS } from '../../../domain/licenses/terms.ts';
import type { Message, Part } from '../../../domain/message.ts';
import { quoteId } from '../../grammar.ts';
import { type Clock, dayAtText, dayText, joined, momentText, numberText } from '../words.ts';
import { type LicenseItem, licenseLines } from './license-line.ts';
import { termText } from './subscription.ts';
import {
  type Organisation,
  SUBSCRIPTION_COLUMNS,
  type SubscriptionView,
  statusText,
} from './subscription-columns.ts';

/** What an admin set with `subscriptions … set`. */
export interface SetTerms extends Terms {
  readonly by: string;
  readonly at: Instant;
}

/** One subscription in full: every column, what is wrong or missing, and who set what. */
export function subscriptionDetailMessage(
  view: SubscriptionView,
  findings: readonly LicenseItem[],
  terms: SetTerms | null,
  organisation: Organisation,
): Message {
  const { app, item } = view;
  const status = statusText(view, organisation);
  const summary = `${titleOf(item)} in ${app.name}: ${usageText(view)}; ${item.goneAt === null ? `status ${status}` : status}.`;
  return {
    summary,
    title: summary,
    body: [
      {
        type: 'facts',
        facts: SUBSCRIPTION_COLUMNS.map((column) => ({
          label: column.label,
          value: `${column.text(view, organisation) || '–'}${explanation(column.key, view)}`,
        })),
      },
      ...licenseLines(app.id, findings, organisation),
      ...[
        ...contractText(view, organisation),
        ...howToComplete(view),
        ...(terms === null ? [] : [setTermsText(view, terms, organisation)]),
        ...(item.goneAt === null
          ? []
          : [
              `The complete read of ${app.name} on ${dayAtText(item.goneAt, organisation)} no longer listed it. It is kept here, but not counted.`,
            ]),
      ].map((text): Part => ({ type: 'note', text })),
    ],
    buttons: [{ label: 'License holders', command: `subscribers ${app.id} ${quoteId(item.id)}` }],
  };
}

function usageText({ item }: SubscriptionView): string {
  // Without holders, the app may simply not list who holds which license.
  const used = item.consumed ?? (item.holders === 0 ? null : item.holders);
  if (item.shared !== null && used === null) return togetherText(item.shared);
  const bought = item.unlimited
    ? 'unlimited'
    : item.purchased === null
      ? 'number bought not known'
      : `${numberText(item.purchased)} bought`;
  return `${used === null ? 'number used not known' : `${numberText(used)} used`}, ${bought}`;
}

/** Accounts do not show which of the contracts they use. */
function togetherText({ holders, purchased }: SharedContracts): string {
  const bought = purchased === null ? 'number bought not known' : `${numberText(purchased)} bought`;
  return `${numberText(holders)} used, ${bought}, in all contracts of this name`;
}

function explanation(key: string, { item }: SubscriptionView): string {
  if (key === 'capability' && item.capabilityStatus !== null)
    return ` (${CAPABILITY_MEANINGS[item.capabilityStatus]})`;
  if (key === 'model' && item.model === null) return ' (default)';
  if (key === 'pool' && item.pool === null) return ' (default)';
  return '';
}

/** What a capability status means for the people who hold the license. */
const CAPABILITY_MEANINGS: Readonly<Record<CapabilityStatus, string>> = {
  enabled: 'in use',
  warning: '30-day grace period for users: they can still use it',
  suspended: '90-day grace period for admins: users are locked out, admins can reach the data',
  deleted: 'ended: the data is deleted or will be soon',
  'locked-out': 'locked by the vendor',
  other: 'a state the vendor does not name',
};

/** What the days and the other contracts mean. */
function contractText({ app, item }: SubscriptionView, clock: Clock): readonly string[] {
  const { endsOn, assumedFrom, renewsOn, shared, status } = item;
  const id = quoteId(item.id);
  return [
    ...(status === 'expired'
      ? [
          `Its last day was ${dayText(endsOn ?? '', clock)}, so nothing is bought any more. If it was renewed, update the file or the app.`,
        ]
      : []),
    ...(assumedFrom === null || renewsOn === null
      ? []
      : [
          `Its renewal of ${dayText(assumedFrom, clock)} has passed. It is assumed to renew on ${dayText(renewsOn, clock)}; to set the day: subscriptions ${app.id} ${id} set renews:${renewsOn}`,
        ]),
    ...(shared === null
      ? []
      : [
          `${joined(shared.subscriptions)} share a name, and accounts do not show which of them they use: ${togetherText(shared)}.`,
        ]),
  ];
}

function howToComplete({ app, item }: SubscriptionView): readonly string[] {
  const words = missingWords(item.missing);
  const set = words.map((word) => `${word}:…`).join(' ');
  return words.length === 0 ? [] : [`Complete it: subscriptions ${app.id} ${quoteId(item.id)} set ${set}`];
}

function setTermsText({ app, item }: SubscriptionView, terms: SetTerms, clock: Organisation): string {
  const set = TERM_KEYS.flatMap((key) => {
    const value = terms[TERM_FIELDS[key]];
    return value === null ? [] : [termText(key, value, clock)];
  });
  return `Set by ${terms.by} on ${momentText(terms.at, clock.timezone, clock.now)}: ${joined(set)}. To undo: subscriptions ${app.id} ${quoteId(item.id)} clear`;
}
