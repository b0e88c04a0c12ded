import { quote } from '../../chat/grammar.ts';
import { licenseLines } from '../../chat/say/licenses/license-line.ts';
import { termText } from '../../chat/say/licenses/subscription.ts';
import { dayText, joined, momentText, numberText } from '../../chat/say/words.ts';
import { CAPABILITY_MEANINGS } from '../../domain/licenses/capability.ts';
import { titleOf } from '../../domain/licenses/subscription.ts';
import { missingWords, TERM_FIELDS, TERM_KEYS } from '../../domain/licenses/terms.ts';
import { type Context, timestamp } from '../../flows/context.ts';
import { lookAtLicenses } from '../../flows/licenses/look-at-licenses.ts';
import { listTerms } from '../../store/licenses/subscription-terms.ts';
import type { Answer } from '../command.ts';
import { type ListedSubscription, SUBSCRIPTION_COLUMNS, statusText } from './subscription-columns.ts';
import { subscriptionData } from './subscription-json.ts';

/** One subscription in full: every column, what it means, what is missing and who said what. */
export function subscriptionDetail(context: Context, listed: ListedSubscription): Answer {
  const { app, item } = listed;
  const now = timestamp(context);
  const clock = { now, timezone: context.config.timezone };
  const findings = lookAtLicenses(context, app).filter(({ subscription }) => subscription === item.id);
  const summary = `${titleOf(item)} in ${app.config.name}: ${usage(listed)}; ${standing(listed, context)}.`;
  const said = listTerms(context.store, app.source.id).find(({ subscription }) => subscription === item.id);
  return {
    ok: true,
    message: {
      summary,
      title: summary,
      body: [
        {
          type: 'facts',
          facts: SUBSCRIPTION_COLUMNS.map((column) => ({
            label: column.label,
            value: `${column.text(listed, context) || '–'}${meaning(column.key, listed)}`,
          })),
        },
        ...licenseLines(app.config.id, findings, clock),
        ...howToComplete(listed).map((text) => ({ type: 'note', text }) as const),
        ...(said === undefined
          ? []
          : [
              {
                type: 'note',
                text: `${said.by} said on ${momentText(said.at, context.config.timezone, now)}: ${joined(
                  TERM_KEYS.flatMap((key) => {
                    const value = said[TERM_FIELDS[key]];
                    return value === null ? [] : [termText(key, value, now)];
                  }),
                )}. subscriptions ${app.config.id} ${quote(item.id)} clear takes it back.`,
              } as const,
            ]),
        ...(item.goneAt === null
          ? []
          : [
              {
                type: 'note',
                text: `A complete read of ${app.config.name} on ${dayText(item.goneAt, now)} no longer listed it. It is kept, and no sum counts it.`,
              } as const,
            ]),
      ],
      buttons: [{ label: 'Subscribers', command: `subscribers ${app.config.id} ${quote(item.id)}` }],
    },
    json: {
      ...subscriptionData(listed),
      pool: item.pool,
      noticeDays: item.noticeDays,
      entitlementDays: item.entitlementDays,
      holders: item.holders,
      goneAt: item.goneAt,
      findings: findings.map(({ detail, openedAt }) => ({ ...detail, openedAt })),
    },
  };
}

function standing(listed: ListedSubscription, context: Context): string {
  const text = statusText(listed, context);
  return listed.item.goneAt === null ? `status ${text}` : text;
}

function usage({ item }: ListedSubscription): string {
  // No holder may also mean that the app lists no licenses.
  const used = item.consumed ?? (item.holders === 0 ? null : item.holders);
  const bought = item.unlimited
    ? 'unlimited'
    : item.purchased === null
      ? 'an unknown number bought'
      : `${numberText(item.purchased)} bought`;
  return `${used === null ? 'not told how many are used' : `${numberText(used)} used`}, ${bought}`;
}

function meaning(key: string, { item }: ListedSubscription): string {
  if (key === 'capability' && item.capabilityStatus !== null)
    return ` (${CAPABILITY_MEANINGS[item.capabilityStatus]})`;
  if (key === 'model' && item.model === null) return ' (unless said otherwise)';
  if (key === 'pool' && item.pool === null) return ' (unless said otherwise)';
  return '';
}

function howToComplete({ app, item }: ListedSubscription): readonly string[] {
  const words = missingWords(item.missing);
  const settable = words.filter((word) => word !== 'purchased');
  const set = settable.map((word) => `${word}:…`).join(' ');
  return [
    ...(settable.length === 0
      ? []
      : [`Complete it: subscriptions ${app.config.id} ${quote(item.id)} set ${set}`]),
    ...(settable.length === words.length
      ? []
      : [`How many were bought only ${app.config.name} itself can tell, or that it is unlimited.`]),
  ];
}
