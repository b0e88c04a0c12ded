import { type Day, dayIn, daysBetween, type Instant } from '../../../domain/day.ts';
import type { Concern } from '../../../domain/findings/classify.ts';
import { endsLink, isAdmin } from '../../../domain/findings/known.ts';
import type { NewsReason } from '../../../domain/findings/news.ts';
import type { Money } from '../../../domain/money/money.ts';
import { lapsedText } from '../decide/ended.ts';
import { type LicenseItem, licenseText } from '../licenses/license-line.ts';
import { count, dayAtText, dayText, joined, moneyText, nameThenAddress, numberText } from '../words.ts';

/** One account that is news, with what its sentence needs. */
export interface Headline {
  readonly reason: NewsReason;
  readonly label: string;
  /** Of its owner. */
  readonly owner: string | null;
  /** As the app calls its user. */
  readonly name: string | null;
  readonly role: string | null;
  /** The names of the people who all fit, if that is why nobody owns it. */
  readonly fits?: readonly string[];
  /** What is wrong with it now. */
  readonly concern: Concern | null;
  /** The owner's last day, or since when they are inactive. */
  readonly endDate: Day | null;
  readonly lastActive: Instant | null;
  /** What a seat that is gone saves a month. */
  readonly saved: Money;
  /** Who said that it was removed. */
  readonly by: string | null;
}

export interface HeadlineClock {
  /** As in `AlertView`. */
  readonly unread: number;
  readonly now: Instant;
  readonly today: Day;
  readonly timezone: string;
}

/** How many accounts are named in a first sentence, which is also a phone's notification. */
const NAMED = 2;

/**
 * What is new, by name: `New in Jira: Uwe Lindström left yesterday and still holds a seat.` `total`: how many accounts are news; `kinds`: why
 * the first of them are, in the same order.
 * `null` when nothing is.
 */
export function headlineText(
  app: string,
  headlines: readonly Headline[],
  total: number,
  licenses: readonly LicenseItem[],
  clock: HeadlineClock,
  kinds: readonly NewsReason['kind'][] = [],
): string | null {
  const named = headlines.slice(0, NAMED);
  const clauses = named.map((headline) => clauseOf(headline, app, clock));
  const later = kinds.slice(named.length);
  const gone = later.filter((kind) => kind === 'gone').length;
  const others = later.filter((kind) => kind !== 'gone' && !FRESH.has(kind)).length;
  const more = total - named.length - gone - others;
  const fresh = [
    ...clauses.flatMap(({ fresh, text }) => (fresh ? [text] : [])),
    ...(clauses.length > 0
      ? []
      : licenses.slice(0, NAMED).map(({ title, detail }) => `${title} is ${licenseText(detail, clock)}`)),
  ];
  const rest = more > 0 ? `; ${numberText(more)} more` : '';
  const sentences = [
    ...(fresh.length === 0 ? [] : [`New in ${app}: ${fresh.join('; ')}${rest}.`]),
    ...clauses.flatMap(({ fresh, text }) => (fresh ? [] : [`${text}.`])),
    ...besidesText(fresh.length === 0 ? { more: more + others, gone } : { others, gone }),
  ];
  return sentences.length === 0 ? null : sentences.join(' ');
}

/** `And 2 more.`, `Also: 1 other change and 2 gone.`: what is not named, and does not follow "New in Figma:". */
function besidesText({
  more = 0,
  others = 0,
  gone,
}: {
  more?: number;
  others?: number;
  gone: number;
}): string[] {
  if (more > 0 && others + gone === 0) return [`And ${numberText(more)} more.`];
  const texts = [
    ...(more > 0 ? [`${numberText(more)} more`] : []),
    ...(others > 0 ? [count(others, 'other change')] : []),
    ...(gone > 0 ? [`${numberText(gone)} gone`] : []),
  ];
  return texts.length === 0 ? [] : [`Also: ${joined(texts)}.`];
}

/** What follows "New in Figma:". */
export const FRESH: ReadonlySet<NewsReason['kind']> = new Set(['new', 'worse', 'handed-on']);

/** `fresh`: it follows `New in Jira:`; the others are sentences of their own. */
function clauseOf(
  headline: Headline,
  app: string,
  clock: HeadlineClock,
): { readonly fresh: boolean; readonly text: string } {
  const { reason } = headline;
  // Somebody in the roster is known by name; the row has the address.
  const who = headline.owner ?? nameThenAddress(headline.name, headline.label);
  switch (reason.kind) {
    case 'new':
    case 'worse':
      return { fresh: true, text: stateOf(headline, who, clock) };
    case 'handed-on':
      return {
        fresh: true,
        text: `${stateOf(headline, who, clock)} (the app gave the account to somebody else, it was ${reason.from})`,
      };
    case 'woken':
      return { fresh: false, text: `${app}: the snooze of ${who} is over` };
    case 'still-there':
      return {
        fresh: false,
        text: `${who} is still in ${app}, although ${headline.by ?? 'an admin'} said it was removed`,
      };
    case 'gone': {
      const saved = moneyText(headline.saved);
      return {
        fresh: false,
        text: `${who} is gone from ${app}${saved === null ? '' : `, ${saved} a month saved`}`,
      };
    }
    case 'returned':
      return {
        fresh: false,
        text: `${who} is back in ${app} (freed ${dayAtText(reason.freed, clock)})`,
      };
    case 'recurring':
      return {
        fresh: false,
        text: `${who} comes and goes in ${app}: back ${numberText(reason.times)} times in a week`,
      };
    case 'undone':
      return { fresh: false, text: `${app}: ${reason.by} took back ${UNDONE[reason.what]} for ${who}` };
    case 'lapsed':
      return {
        fresh: false,
        text: `${app}: ${endsLink(reason.lapse) ? `the link of ${who} ended` : `${who} is no longer known`}: ${lapsedText(reason.lapse, clock)}`,
      };
    default:
      return reason satisfies never;
  }
}

const UNDONE = { known: '“known”', linked: 'the link', added: 'the new employee' } as const;

function stateOf(
  { concern, role, endDate, lastActive, fits = [] }: Headline,
  who: string,
  clock: HeadlineClock,
): string {
  const unknown = clock.unread === 0 ? 'nobody knows' : 'no readable row of the roster has';
  const power = role !== null && isAdmin(role);
  const left = endDate === null ? 'left' : `left ${relativeDay(endDate, clock)}`;
  switch (concern) {
    case 'active-after-leaving': {
      const used = lastActive === null ? '' : ` ${relativeDay(dayIn(clock.timezone, lastActive), clock)}`;
      return `${who} ${left} and used it${used}, after leaving${power ? `, as ${role}` : ''}`;
    }
    case 'offboarded':
      return `${who} ${left} and ${power ? `is still ${role}` : 'still holds a seat'}`;
    case 'inactive':
      return `${who} is inactive and ${power ? `is still ${role}` : 'still holds a seat'}`;
    case 'unknown':
    case null:
      return `${fits.length > 1 ? `${fits.length === 2 ? 'two' : numberText(fits.length)} people fit ${who}` : `${unknown} ${who}`}${power ? `, ${role}` : ''}${fits.length > 1 ? `: ${joined(fits)}` : ''}`;
    default:
      return concern satisfies never;
  }
}

function relativeDay(day: Day, clock: HeadlineClock): string {
  const ago = daysBetween(day, clock.today);
  if (ago === 0) return 'today';
  return ago === 1 ? 'yesterday' : `on ${dayText(day, clock)}`;
}
