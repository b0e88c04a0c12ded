import type { Day } from '../../../domain/day.ts';
import { isCurrent, type PersonStatus } from '../../../domain/person.ts';
import { type Clock, count, dayText, joined } from '../words.ts';

interface SaidView {
  readonly roster: string;
  readonly status: PersonStatus;
  readonly endDate: Day | null;
}

/** What roster sources say differently about the same people. */
export interface DisagreementsView {
  readonly status: readonly { readonly name: string; readonly said: readonly SaidView[] }[];
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
  { name, said }: DisagreementsView['status'][number],
  order: readonly string[],
  clock: Clock,
): string {
  const counts = decides(said, order) ? 'counts as somebody who works here' : 'counts as gone';
  const words = [...new Set(said.map((one) => statusText(one, clock)))];
  const texts = words.map((word) => {
    const alike = said.filter((one) => statusText(one, clock) === word);
    return `${word} in ${joined(idsOf(alike))}`;
  });
  return `${name}: ${texts.join(', ')}; ${counts}.`;
}

/** Whether they work here: the source that comes first in the order says it; of several in the same place, one that lists them as current. */
function decides(said: readonly SaidView[], order: readonly string[]): boolean {
  const place = ({ roster }: SaidView) => (order.includes(roster) ? order.indexOf(roster) : order.length);
  const first = Math.min(...said.map(place));
  return said.some((one) => place(one) === first && isCurrent(one.status));
}

function statusText({ status, endDate }: SaidView, clock: Clock): string {
  const word = status === 'offboarded' ? 'left' : status === 'on-leave' ? 'on leave' : status;
  return `${word}${endDate === null ? '' : ` (last day ${dayText(endDate, clock)})`}`;
}

function idsOf(said: readonly SaidView[]): readonly string[] {
  return [...new Set(said.map(({ roster }) => roster))];
}

function precedenceText(said: readonly SaidView[]): string {
  return `To say which roster decides, write its id first in seatkeeper.yaml: precedence: { status: [${idsOf(said).join(', ')}] }`;
}
