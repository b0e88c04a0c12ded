import { quote } from '../chat/grammar.ts';
import { count, dayText, momentText, numberText } from '../chat/say/words.ts';
import { DEFAULT_MODEL } from '../domain/completeness.ts';
import { titleOf } from '../domain/subscription.ts';
import { type Context, timestamp } from '../flows/context.ts';
import { findSubscribers, type Subscriber } from '../flows/find-subscribers.ts';
import { wholeNumber } from './arguments.ts';
import { type Command, CommandError } from './command.ts';
import { type Listed, statusText } from './subscription-columns.ts';
import { subscriptionNamed } from './subscription-named.ts';

const PAGE = 50;
const COLUMNS = ['e-mail', 'person', 'is active', 'last import'];

export const subscribers: Command = {
  verb: 'subscribers',
  example: 'subscribers FIG-FULL active:yes',
  does: 'who holds a subscription, and who gave it up while it is still required: filters active: email: page:',
  group: 'look',
  keys: ['active', 'email', 'page'],
  answer(context, { words, filters }) {
    if (words.length === 0)
      throw new CommandError('Name a subscription by id, SKU or product name. subscriptions lists them.');
    const named = subscriptionNamed(context, words, 'subscribers');
    const { active, email } = filters;
    const page = wholeNumber(filters.page, 1, 'page');
    const found = findSubscribers(context, named, {
      ...(active === undefined ? {} : { active: yesOrNo(active) }),
      ...(email === undefined ? {} : { text: email }),
    });
    const shown = firstOf(found.rows((page - 1) * PAGE));
    const { app, item } = named;
    const filtered = active === undefined && email === undefined ? '' : ' with that filter';
    const of = found.total > PAGE ? ` Page ${page} of ${numberText(Math.ceil(found.total / PAGE))}.` : '';
    const summary = `${titleOf(item)} in ${app.config.name}: ${count(found.total, 'subscriber')}${filtered}.${of}`;
    const next = ['subscribers', app.config.id, quote(item.id), ...filterWords(filters), `page:${page + 1}`];
    return {
      ok: true,
      message: {
        summary,
        title: summary,
        body: [
          { type: 'facts', facts: factsOf(context, named) },
          {
            type: 'table',
            columns: COLUMNS.map((label) => ({ label, align: 'left' as const })),
            rows: shown.map((row) => rowOf(context, row)),
            empty: 'Nobody holds it.',
          },
          ...(shown.some(({ isActive }) => !isActive)
            ? [
                {
                  type: 'note',
                  text: `Those who are not active gave it up, but the minimum entitlement period of ${count(item.entitlementDays ?? 0, 'day')} still runs. They go by themselves when it is over.`,
                } as const,
              ]
            : []),
        ],
        buttons: found.total > page * PAGE ? [{ label: 'Next page', command: next.join(' ') }] : [],
      },
      get json() {
        return dataRows(named, found.rows());
      },
    };
  },
};

/** What every subscriber has in common. */
function factsOf(context: Context, named: Listed): readonly { label: string; value: string }[] {
  const { item } = named;
  return [
    { label: 'subscription id', value: item.id },
    { label: 'product', value: item.product ?? '–' },
    { label: 'model', value: item.model ?? DEFAULT_MODEL },
    { label: 'status', value: statusText(named, context) },
    { label: 'SKU', value: item.sku },
  ];
}

function rowOf(context: Context, row: Subscriber): readonly string[] {
  const now = timestamp(context);
  const until = row.requiredUntil === null ? '' : `, required until ${dayText(row.requiredUntil, now)}`;
  return [
    row.label,
    row.person?.name ?? '–',
    row.isActive ? 'yes' : `no${until}`,
    row.lastImport === null ? '–' : momentText(row.lastImport, context.config.timezone, now),
  ];
}

function* dataRows({ app, item }: Listed, rows: Iterable<Subscriber>) {
  for (const { account, email, person, isActive, lastImport, since, endedAt, requiredUntil } of rows) {
    yield {
      email,
      person,
      isActive,
      lastImport,
      subscription: item.id,
      product: item.product,
      model: item.model ?? DEFAULT_MODEL,
      status: item.status,
      sku: item.sku,
      app: app.config.id,
      account,
      since,
      endedAt,
      requiredUntil,
    };
  }
}

function firstOf(rows: Iterable<Subscriber>): readonly Subscriber[] {
  const shown: Subscriber[] = [];
  for (const row of rows) {
    shown.push(row);
    if (shown.length === PAGE) break;
  }
  return shown;
}

function yesOrNo(word: string): boolean {
  if (/^(yes|true)$/i.test(word)) return true;
  if (/^(no|false)$/i.test(word)) return false;
  throw new CommandError(`active:${word} is not known. It can be yes, no.`);
}

function filterWords({ active, email }: Readonly<Record<string, string>>): readonly string[] {
  return [
    ...(active === undefined ? [] : [`active:${active}`]),
    ...(email === undefined ? [] : [`email:${quote(email)}`]),
  ];
}
