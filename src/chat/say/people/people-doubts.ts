import type { Day } from '../../../domain/day.ts';
import type { PersonStatus } from '../../../domain/person.ts';
import { type Clock, count, dayText, joined } from '../words.ts';

/** What a roster says about its people that cannot be right. */
export type PeopleDoubtView =
  | {
      readonly kind: 'contradiction';
      readonly roster: string;
      readonly name: string;
      readonly status: PersonStatus;
      readonly endDate: Day;
    }
  | {
      readonly kind: 'shared-address';
      readonly roster: string;
      readonly email: string;
      readonly names: readonly string[];
    };

/** How many of each are named. */
const NAMED = 5;

/** One line for each doubt, and one for all that are not named. */
export function peopleDoubtLines(doubts: readonly PeopleDoubtView[], clock: Clock): readonly string[] {
  const rest = doubts.length - NAMED;
  return [
    ...doubts.slice(0, NAMED).map((doubt) => doubtLine(doubt, clock)),
    ...(rest > 0
      ? [`The rosters contradict themselves about ${count(rest, 'more person', 'more people')}.`]
      : []),
  ];
}

function doubtLine(doubt: PeopleDoubtView, clock: Clock): string {
  if (doubt.kind === 'contradiction')
    return `Roster ${doubt.roster}: ${doubt.name} is ${contradictionText(doubt, clock)}`;
  return `Roster ${doubt.roster}: two current people have the address ${doubt.email}: ${joined(doubt.names)}. Its accounts belong to neither of them until the roster is corrected.`;
}

/** `active, but the last day was 30 Jun 2024: one of them is wrong.` */
export function contradictionText(
  { status, endDate }: { readonly status: PersonStatus; readonly endDate: Day },
  clock: Clock,
): string {
  const word = status === 'on-leave' ? 'on leave' : status;
  return `${word}, but the last day was ${dayText(endDate, clock)}: one of them is wrong, so nobody is said to have left.`;
}
