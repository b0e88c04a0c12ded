import type { Day } from '../../../domain/day.ts';
import type { PeopleDoubt } from '../../../domain/owners/people-doubt.ts';
import type { PersonStatus } from '../../../domain/person.ts';
import { type Clock, count, dayText, joined, numberText } from '../words.ts';

/** How many of each are named. */
const NAMED = 5;

/** One line for each doubt, one for all that are not named, and one for everybody whom a roster lists twice. */
export function peopleDoubtLines(doubts: readonly PeopleDoubt[], clock: Clock): readonly string[] {
  const twice = doubts.filter((doubt) => doubt.kind === 'listed-twice');
  const others = doubts.filter((doubt) => doubt.kind !== 'listed-twice');
  const rest = others.length - NAMED;
  return [
    ...[...new Set(twice.map(({ roster }) => roster))].map((roster) =>
      listedTwiceText(
        roster,
        twice.filter((doubt) => doubt.roster === roster).map(({ name, email }) => ({ name, email })),
      ),
    ),
    ...others.slice(0, NAMED).map((doubt) => doubtLine(doubt, clock)),
    ...(rest > 0
      ? [`The rosters contradict themselves about ${count(rest, 'more person', 'more people')}.`]
      : []),
  ];
}

/** The parts that are a problem, in a few words; about a contradiction concerning one person we only ask. */
export function peopleProblems(doubts: readonly PeopleDoubt[]): readonly string[] {
  const many = (kind: PeopleDoubt['kind']) => doubts.filter((doubt) => doubt.kind === kind).length;
  const [twice, shared] = [many('listed-twice'), many('shared-address')];
  return [
    ...(twice > 0 ? [`${count(twice, 'person', 'people')} listed twice`] : []),
    ...(shared > 0 ? [`${count(shared, 'address', 'addresses')} of two people`] : []),
  ];
}

/** `Roster csv lists 27 people twice, with the same name and address: Ana Ruiz (ana@acme.example) and 26 more.` */
export function listedTwiceText(
  roster: string,
  people: readonly { readonly name: string; readonly email: string }[],
): string {
  const rest = people.length - NAMED;
  const named = people.slice(0, NAMED).map(({ name, email }) => `${name} (${email})`);
  const all = joined([...named, ...(rest > 0 ? [`${numberText(rest)} more`] : [])]);
  return `Roster ${roster} lists ${count(people.length, 'person', 'people')} twice, with the same name and address: ${all}. Accounts with these addresses belong to nobody until each person is listed once.`;
}

function doubtLine(doubt: Exclude<PeopleDoubt, { kind: 'listed-twice' }>, clock: Clock): string {
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
