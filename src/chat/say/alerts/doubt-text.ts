import type { Doubt, MovedDomain } from '../../../domain/sync/doubt.ts';
import type { Fact } from '../../../domain/sync/facts.ts';
import { movedDomains } from '../../../domain/sync/moved-domain.ts';
import { count, joined, numberText } from '../words.ts';

/** Every reason, the strongest first; what is the same in several apps is one sentence. */
export function doubtTexts(doubts: readonly Doubt[], kind: 'app' | 'roster'): readonly string[] {
  const texts: string[] = [];
  const told = new Set<Doubt['kind']>();
  for (const doubt of doubts) {
    if (!('app' in doubt)) {
      texts.push(doubtText(doubt, kind));
      continue;
    }
    if (told.has(doubt.kind)) continue;
    told.add(doubt.kind);
    texts.push(appsText(doubts.filter((other): other is AppDoubt => other.kind === doubt.kind)));
  }
  const moved = movedDomains(doubts).map(movedText);
  return [...new Set([...texts, ...moved])];
}

type AppDoubt = Extract<Doubt, { app: string }>;

function movedText({ from, to, accounts }: MovedDomain): string {
  return `${from} became ${to}: ${count(accounts, 'account')} ${accounts === 1 ? 'has' : 'have'} an owner whose address changed only in that. If they mean the same, accept the rule first: rule ${from} ${to}`;
}

/** `It would make 6 of 20 accounts in Zoom Inactive at once (30%).` */
function appsText(doubts: readonly AppDoubt[]): string {
  const each = doubts.map(
    (doubt, index) =>
      `${numberText(numberOf(doubt))} of ${index === 0 ? count(doubt.of, 'account') : numberText(doubt.of)} in ${doubt.app}`,
  );
  const percent = doubts.length === 1 ? ` (${doubts[0]?.percent ?? 0}%)` : '';
  switch (doubts[0]?.kind) {
    case 'app-inactive':
      return `It would make ${joined(each)} Inactive at once${percent}.`;
    case 'app-unowned':
      return `${joined(each)} would lose their owner${percent}.`;
    default:
      return `${joined(each)} would go to another person${percent}.`;
  }
}

function numberOf(doubt: AppDoubt): number {
  if (doubt.kind === 'app-inactive') return doubt.newInactive;
  return doubt.kind === 'app-unowned' ? doubt.newUnowned : doubt.changed;
}

function doubtText(doubt: Exclude<Doubt, AppDoubt>, kind: 'app' | 'roster'): string {
  const [one, many] = kind === 'app' ? ['account', 'accounts'] : ['person', 'people'];
  const before = (number: number) => `the previous read had ${numberText(number)}`;
  switch (doubt.kind) {
    case 'empty':
      return `It listed no ${many}; ${before(doubt.before)}.`;
    case 'nobody':
      return `The first read listed no ${many}. Check the token and its rights, or the file. None is right? Write expect: 0.`;
    case 'unexpected':
      return `It listed ${count(doubt.now, one, many)}; seatkeeper.yaml expects ${numberText(doubt.expected)}.`;
    case 'shrunk':
      return `It listed ${count(doubt.now, one, many)}; ${before(doubt.before)} (−${doubt.percent}%).`;
    case 'grown':
      return `It listed ${count(doubt.now, one, many)}; ${doubt.first ? `the first read had ${numberText(doubt.before)}` : before(doubt.before)} (+${doubt.percent}%). ${doubt.first ? 'Was that one cut short, or is everybody listed twice now?' : 'Is everybody listed twice, or is it the list of something else?'}`;
    case 'missing':
      return `${numberText(doubt.missing)} of the ${count(doubt.before, one, many)} in the previous read are missing (${doubt.percent}%), and others are there instead. Did the ids change?`;
    case 'ids-changed':
      return `${numberText(doubt.others)} other ids, ${numberText(doubt.same)} with the same address and name: the column of ids changed, not the people. If you accept it, they stay the same people${doubt.others > doubt.same ? `, and the other ${numberText(doubt.others - doubt.same)} ${doubt.others - doubt.same === 1 ? 'is' : 'are'} new` : ''}.`;
    case 'fact-gone':
      return `${factText(doubt.fact)} of ${numberText(doubt.gone)} of ${count(doubt.of, one, many)} ${doubt.fact === 'licenses' ? 'are' : 'is'} gone (${doubt.percent}%). Was a column renamed or left out?`;
    case 'older':
      return `The last use of ${numberText(doubt.older)} of ${count(doubt.of, 'account')} is earlier than it was (${doubt.percent}%). Is it an old list, or that of another app?`;
    case 'memberships-gone':
      return `${numberText(doubt.of - doubt.now)} of ${count(doubt.of, 'membership')} in groups are gone (${doubt.percent}%). May the token still see who is in a group?`;
    case 'closing':
      return doubt.what === 'seats'
        ? `It would close ${numberText(doubt.closing)} of ${count(doubt.of, 'account')} that hold a seat (${doubt.percent}%), also of people who work here.`
        : `It would close ${numberText(doubt.closing)} of ${count(doubt.of, 'open finding')} (${doubt.percent}%), and accounts of people who work here.`;
    case 'inactive':
      return `It would make ${numberText(doubt.newInactive)} of ${count(doubt.of, one, many)} Inactive at once (${doubt.percent}%).`;
    case 'unowned':
      return `${numberText(doubt.newUnowned)} of ${count(doubt.of, 'account')} would lose their owner (${doubt.percent}%).`;
    case 'owner-changed':
      return `${numberText(doubt.changed)} of ${count(doubt.of, 'account')} would go to another person, with the same ids (${doubt.percent}%). Did a column of addresses shift?`;
    case 'returned':
      return `${count(doubt.returned, 'person', 'people')} who had left or were inactive would count as working here again. Is the status or the last day missing?`;
    case 'retired':
      return `${numberText(doubt.newInactive)} of its ${count(doubt.of, 'person', 'people')} ${doubt.newInactive === 1 ? 'is' : 'are'} in no other roster source and would become Inactive at once (${doubt.percent}%).`;
    default:
      return doubt satisfies never;
  }
}

function factText(fact: Fact): string {
  return FACTS[fact];
}

const FACTS: Readonly<Record<Fact, string>> = {
  email: 'The address',
  username: 'The username',
  'last-active': 'The last use',
  licenses: 'The licenses',
  state: 'The state "suspended" or "deactivated"',
  department: 'The department',
  manager: 'The manager',
  'end-date': 'The last day',
};

/** What to type for a decision on a held run. */
export function decideRunText(run: number): string {
  return `sync accept ${run} accepts it once; sync keep ${run} drops it.`;
}
