import type { AccountEvent, AccountView } from '../../chat/say/access/account.ts';
import { whyUnknownText } from '../../chat/say/owners/why-unknown.ts';
import { recommend } from '../../domain/findings/recommend.ts';
import {
  decisionsEver,
  findingOf,
  type PastDecision,
  type PastFinding,
} from '../../store/accounts/account-history.ts';
import { labelOf } from '../../store/accounts/account-label.ts';
import type { StoredAccount } from '../../store/accounts/accounts.ts';
import { personByRef } from '../../store/people/people.ts';
import { type App, type Context, timestamp } from '../context.ts';
import { seatQuestion } from '../money/count-seats.ts';
import { indexFor } from '../owners/recompute-verdicts.ts';
import { suggestOwner } from '../owners/suggest-owner.ts';
import { whyUnknown } from '../owners/why-unknown.ts';
import { accountDescriber } from './describe-account.ts';
import type { AccessItem } from './find-access.ts';

/** What is known of one account, and what happened to it; the facts to show are left to whoever shows them. */
export function lookAtAccount(
  context: Context,
  app: App,
  stored: StoredAccount,
): { readonly item: AccessItem; readonly view: Omit<AccountView, 'facts'> } {
  const { store, config } = context;
  const row = accountDescriber(context, app)(stored);
  const { account, status, offboarded } = stored;
  const finding = findingOf(store, stored.row);
  const suggestion = status === 'unknown' ? suggestOwner(context, account) : null;
  const view = {
    app: { id: app.config.id, name: app.config.name },
    account: account.id,
    label: labelOf(stored),
    status,
    offboarded,
    known: row.known,
    person: row.person?.name ?? null,
    why:
      status === 'unknown'
        ? whyUnknownText(whyUnknown(context, stored, indexFor(context, [stored])))
        : (row.match?.reason ?? 'nobody knows why'),
    suggestion:
      suggestion === null
        ? null
        : {
            ref: suggestion.person.ref,
            name: suggestion.person.name,
            email: suggestion.person.email,
            reason: suggestion.reason,
            score: suggestion.score,
          },
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
  return { item: { row, stored }, view };
}

function historyOf(
  context: Context,
  stored: StoredAccount,
  finding: PastFinding | null,
): readonly AccountEvent[] {
  const events: AccountEvent[] = [
    { at: stored.firstSeen, what: 'first seen', by: null },
    ...decisionsEver(context.store, stored.app, stored.account.id).flatMap((past) =>
      decisionEvents(context, past),
    ),
    ...(finding === null ? [] : findingEvents(finding)),
  ];
  return events.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
}

function decisionEvents({ store }: Context, past: PastDecision): AccountEvent[] {
  const { kind, person, reason, until, by, at, endedAt, ended } = past;
  const owner = person === null ? null : personByRef(store, person);
  const what =
    kind === 'known'
      ? `marked as known: ${reason ?? ''}${until === null ? '' : `, until ${until}`}`
      : `linked to ${owner?.email ?? owner?.name ?? 'somebody'}`;
  const end = { what: `no longer ${kind === 'known' ? 'known' : 'linked'}: ${ended ?? ''}`, by: null };
  return [{ at, what, by }, ...(endedAt === null ? [] : [{ at: endedAt, ...end }])];
}

function findingEvents({
  concern,
  openedAt,
  reopened,
  snoozedUntil,
  closedAt,
  closing,
  closedBy,
}: PastFinding): AccountEvent[] {
  const again = reopened > 0 ? `, for the ${reopened + 1}. time` : '';
  const put = snoozedUntil === null ? '' : `, put off until ${snoozedUntil}`;
  const opened = { at: openedAt, what: `finding: ${concern.replaceAll('-', ' ')}${again}${put}`, by: null };
  if (closedAt === null) return [opened];
  return [opened, { at: closedAt, what: `finding closed: ${closing?.replaceAll('-', ' ')}`, by: closedBy }];
}
