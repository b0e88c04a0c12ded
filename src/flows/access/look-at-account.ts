import { type AccountView, UNEXPLAINED_MATCH } from '../../chat/say/access/account.ts';
import type { AccountEvent } from '../../chat/say/access/account-history.ts';
import { whyUnknownText } from '../../chat/say/owners/why-unknown.ts';
import { recommend } from '../../domain/findings/recommend.ts';
import {
  decisionsEver,
  findingOf,
  type PastDecision,
  type PastFinding,
} from '../../store/accounts/account-history.ts';
import { accountLabel } from '../../store/accounts/account-label.ts';
import type { StoredAccount } from '../../store/accounts/accounts.ts';
import { personByRef } from '../../store/people/people.ts';
import { type App, type Context, timestamp } from '../context.ts';
import { seatQuestion } from '../money/count-seats.ts';
import { indexFor } from '../owners/recompute-verdicts.ts';
import { suggestOwner } from '../owners/suggest-owner.ts';
import { whyUnknown } from '../owners/why-unknown.ts';
import { accountDescriber } from './describe-account.ts';
import type { AccessItem } from './find-access.ts';

/** What is known about one account and what happened to it; the caller adds the facts to show. */
export function lookAtAccount(
  context: Context,
  app: App,
  stored: StoredAccount,
): { readonly item: AccessItem; readonly view: Omit<AccountView, 'facts'> } {
  const { store, config } = context;
  const described = accountDescriber(context, app)(stored);
  const { row } = described;
  const { account, status, offboarded } = stored;
  const finding = findingOf(store, stored.row);
  const suggestion = status === 'unknown' ? suggestOwner(context, account) : null;
  const view = {
    app: { id: app.config.id, name: app.config.name },
    account: account.id,
    label: accountLabel(stored),
    status,
    offboarded,
    known: row.known,
    person: row.person?.name ?? null,
    why:
      status === 'unknown'
        ? whyUnknownText(whyUnknown(context, stored, indexFor(context, [stored])))
        : (row.match?.reason ?? UNEXPLAINED_MATCH),
    suggestion,
    recommendation: recommend({
      status,
      state: account.state,
      known: stored.known,
      withoutLicense: account.licenses.length === 0 && seatQuestion(context, app).licensed,
    }),
    history: historyOf(context, stored, finding),
    linked: stored.rule === 'manual-link',
    open: finding !== null && finding.closedAt === null,
    now: timestamp(context),
    timezone: config.timezone,
  };
  return { item: { ...described, stored }, view };
}

function historyOf(
  context: Context,
  stored: StoredAccount,
  finding: PastFinding | null,
): readonly AccountEvent[] {
  const events: AccountEvent[] = [
    { at: stored.firstSeen, by: null, event: { kind: 'first-seen' } },
    ...decisionsEver(context.store, stored.app, stored.account.id).flatMap((past) =>
      decisionEvents(context, past),
    ),
    ...(finding === null ? [] : findingEvents(finding)),
  ];
  return events.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
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

function findingEvents(finding: PastFinding): readonly AccountEvent[] {
  const { concern, openedAt, reopened, snoozedUntil, closedAt, closing, closedBy } = finding;
  const opened: AccountEvent = {
    at: openedAt,
    by: null,
    event: { kind: 'finding-opened', concern, times: reopened + 1, snoozedUntil },
  };
  if (closedAt === null) return [opened];
  return [opened, { at: closedAt, by: closedBy, event: { kind: 'finding-closed', closing } }];
}
