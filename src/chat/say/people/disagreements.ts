import type { Day } from '../../../domain/day.ts';
import { isCurrent, type PersonStatus } from '../../../domain/person.ts';
import { type Clock, count, dayText } from '../words.ts';

interface SaidView {
  readonly roster: string;
  readonly status: PersonStatus;
  readonly endDate: Day | null;
}

/** What roster sources say differently about the same people. */
export interface DisagreementsView {
  readonly status: readonly { readonly name: string; readonly said: readonly [SaidView, SaidView] }[];
  /** Ids of sources in the order in which they decide; none when seatkeeper.yaml names none. */
  readonly order: readonly string[];
  readonly others: readonly {
    readonly field: keyof typeof FIELDS;
    readonly rosters: readonly [string, string];
    readonly people: number;
    readonly example: string;
  }[];
}

const FIELDS = {
  'last-day': 'last days',
  'first-day': 'first days',
  department: 'departments',
  manager: 'managers',
} as const;

/** How many people are named. */
const NAMED = 5;

/** A line for each person, one for all that are not named, and one for each field that differs for many. */
export function disagreementLines(
  { status, order, others }: DisagreementsView,
  clock: Clock,
): readonly string[] {
  const rest = status.length - NAMED;
  const [first] = status;
  return [
    ...status.slice(0, NAMED).map((one) => statusLine(one, order, clock)),
    ...(rest > 0 ? [`The rosters disagree about ${count(rest, 'more person', 'more people')}.`] : []),
    ...(first !== undefined && order.length === 0 ? [precedenceText(first.said)] : []),
    ...others.map(({ field, rosters: [one, other], people, example }) => {
      return `Rosters ${one} and ${other} give different ${FIELDS[field]} for ${count(people, 'person', 'people')}, such as ${example}.`;
    }),
  ];
}

function statusLine(
  { name, said: [one, other] }: DisagreementsView['status'][number],
  order: readonly string[],
  clock: Clock,
): string {
  const deciding = decides(one, other, order);
  const counts = isCurrent(deciding.status) ? 'counts as somebody who works here' : 'counts as gone';
  return `${name}: ${saidText(one, clock)}, ${saidText(other, clock)}; ${counts}.`;
}

/** The source that comes first in the order; without one, the record of somebody who works here. */
function decides(one: SaidView, other: SaidView, order: readonly string[]): SaidView {
  const place = ({ roster }: SaidView) => (order.includes(roster) ? order.indexOf(roster) : order.length);
  if (place(one) !== place(other)) return place(one) < place(other) ? one : other;
  return isCurrent(one.status) ? one : other;
}

function saidText({ roster, status, endDate }: SaidView, clock: Clock): string {
  const word = status === 'offboarded' ? 'left' : status === 'on-leave' ? 'on leave' : status;
  return `${word}${endDate === null ? '' : ` (last day ${dayText(endDate, clock)})`} in ${roster}`;
}

function precedenceText(said: readonly [SaidView, SaidView]): string {
  const ids = said.map(({ roster }) => roster).join(', ');
  return `To say which roster decides, write its id first in seatkeeper.yaml: precedence: { status: [${ids}] }`;
}
