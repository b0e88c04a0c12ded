import type { Decisions, Digest } from '../../../domain/overview/digest.ts';
import { count, joined, moneyText, numberText } from '../words.ts';

/** What happened since the last digest, in one line; empty when nothing did. */
export function changedText(week: Digest['week']): string {
  const { freed, saved, opened, reopened, worse, closed, decisions } = week;
  const money = moneyText(saved);
  return [
    ...(freed > 0 ? [`${count(freed, 'seat')} freed${money === null ? '' : ` (${money} a month)`}`] : []),
    ...leftText(week),
    ...movesText({ new: opened, returned: reopened, 'used after leaving': worse, closed }),
    ...decidedText(decisions),
  ].join('; ');
}

/** `3 new findings, 2 used after leaving and 1 closed`; `2 accounts used after leaving and 1 closed finding` */
function movesText(numbers: Readonly<Record<string, number>>): string[] {
  const moves = Object.entries(numbers).filter(([, number]) => number > 0);
  const first = moves.findIndex(([what]) => what !== 'used after leaving');
  const texts = moves.map(([what, number], at) => {
    if (at === first) return count(number, `${what} finding`);
    return at === 0 ? `${count(number, 'account')} ${what}` : `${numberText(number)} ${what}`;
  });
  return texts.length === 0 ? [] : [joined(texts)];
}

/** `9 people left (Uwe Lindström and 8 more), 6 of them no longer hold a seat`; `clean` are those without a seat. */
function leftText({ peopleLeft: left, peopleClean: clean, names }: Digest['week']): string[] {
  if (left === 0) return [];
  const [only = ''] = names;
  if (left === 1) return [`${only} left and ${clean === 1 ? 'no longer holds' : 'still holds'} a seat`];
  const rest = left - names.length;
  const named = joined([...names, ...(rest > 0 ? [`${numberText(rest)} more`] : [])]);
  const people = `${count(left, 'person', 'people')} left (${named})`;
  if (clean === left) return [`${people}, none of them holds a seat`];
  if (clean === 0) return [`${people}, all of them still hold seats`];
  return [`${people}, ${numberText(clean)} of them no longer ${clean === 1 ? 'holds' : 'hold'} a seat`];
}

/** `5 decisions (3 known and 2 linked)` */
function decidedText(decisions: Decisions): string[] {
  const parts = (Object.keys(DECIDED) as (keyof Decisions)[]).flatMap((kind) =>
    decisions[kind] > 0 ? [`${numberText(decisions[kind])} ${DECIDED[kind]}`] : [],
  );
  const all = Object.values(decisions).reduce((sum, number) => sum + number, 0);
  return all === 0 ? [] : [`${count(all, 'decision')} (${joined(parts)})`];
}

const DECIDED: Readonly<Record<keyof Decisions, string>> = {
  known: 'known',
  linked: 'linked',
  added: 'added to the people',
  snoozed: 'snoozed',
  removalSaid: 'said to be removed',
  ruled: 'about a mail domain',
  completed: 'about what a subscription costs',
  takenBack: 'taken back',
};
