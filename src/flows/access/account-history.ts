import type { AccountEvent } from '../../chat/say/access/account-history.ts';
import type { Happening } from '../../domain/findings/happening.ts';
import type { StoredAccount } from '../../store/accounts/accounts.ts';
import { eventsOf } from '../../store/findings/account-events.ts';
import { decisionsEver, type PastDecision, type PastFinding } from '../../store/findings/account-history.ts';
import { personByRef } from '../../store/people/people.ts';
import type { Context } from '../context.ts';

/** Everything that happened to an account, oldest first. */
export function accountHistory(
  context: Context,
  stored: StoredAccount,
  finding: PastFinding | null,
): readonly AccountEvent[] {
  const recorded = eventsOf(context.store, stored.row);
  const events: AccountEvent[] = [
    { at: stored.firstSeen, by: null, event: { kind: 'first-seen' } },
    ...opening(finding, recorded),
    ...decisionsEver(context.store, stored.app, stored.account.id).flatMap((past) =>
      decisionEvents(context, past),
    ),
    ...recorded.flatMap(({ at, by, happening }): AccountEvent[] =>
      happening.kind === 'lapsed' ? [] : [{ at, by, event: eventOf(happening, finding) }],
    ),
  ];
  return events.toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
}

function decisionEvents({ store }: Context, past: PastDecision): readonly AccountEvent[] {
  const { kind, person, reason, until, by, at, endedAt, ended: why } = past;
  const isKnown = kind === 'known';
  const owner = person === null ? null : personByRef(store, person);
  const decided: AccountEvent = {
    at,
    by,
    event: isKnown
      ? { kind: 'marked-known', reason, until }
      : { kind: 'linked', to: owner?.email ?? owner?.name ?? null },
  };
  if (endedAt === null) return [decided];
  const end = isKnown ? 'no-longer-known' : 'no-longer-linked';
  return [decided, { at: endedAt, by: null, event: { kind: end, why } }];
}

/** The first opening of the finding, and facts that earlier versions kept only in the finding itself. */
function opening(
  finding: PastFinding | null,
  recorded: readonly { readonly happening: Happening }[],
): readonly AccountEvent[] {
  if (finding === null) return [];
  const { concern, openedAt, reopened, snoozedUntil, closedAt, closing, closedBy } = finding;
  const [first] = recorded.flatMap(({ happening }) => ('opened' in happening ? [happening] : []));
  const isRecorded = recorded.some(({ happening: { kind } }) => kind === 'reopened');
  const opened: AccountEvent = {
    at: first?.opened ?? openedAt,
    by: null,
    event: {
      kind: 'finding-opened',
      concern: first === undefined ? concern : 'from' in first ? first.from : first.concern,
      times: isRecorded ? 1 : reopened + 1,
      snoozedUntil: isRecorded ? null : snoozedUntil,
    },
  };
  if (closedAt === null || recorded.some(({ happening: { kind } }) => kind === 'closed')) return [opened];
  return [opened, { at: closedAt, by: closedBy, event: { kind: 'finding-closed', closing } }];
}

function eventOf(
  happening: Exclude<Happening, { kind: 'lapsed' }>,
  finding: PastFinding | null,
): AccountEvent['event'] {
  switch (happening.kind) {
    case 'gone':
      return { kind: 'missing' };
    case 'back':
      return { kind: 'listed-again' };
    case 'worse':
    case 'better':
      return { kind: 'finding-changed', from: happening.from, to: happening.to };
    case 'closed':
      return { kind: 'finding-closed', closing: happening.closing };
    case 'reopened':
      return {
        kind: 'finding-opened',
        concern: happening.concern,
        times: happening.times,
        snoozedUntil:
          finding !== null && finding.reopened + 1 === happening.times ? finding.snoozedUntil : null,
      };
    case 'handed-on':
      return { kind: 'handed-on', from: happening.from };
    case 'removal-said':
    case 'still-there':
      return { kind: happening.kind };
    default:
      return happening satisfies never;
  }
}
