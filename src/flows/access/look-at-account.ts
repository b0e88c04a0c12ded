import { type AccountView, UNEXPLAINED_MATCH } from '../../chat/say/access/account.ts';
import { whyUnknownText } from '../../chat/say/owners/why-unknown.ts';
import { recommend } from '../../domain/findings/recommend.ts';
import { accountLabel } from '../../store/accounts/account-label.ts';
import type { StoredAccount } from '../../store/accounts/accounts.ts';
import { findingOf } from '../../store/findings/account-history.ts';
import { type App, type Context, timestamp } from '../context.ts';
import { seatQuestion } from '../money/count-seats.ts';
import { indexFor } from '../owners/recompute-verdicts.ts';
import { suggestOwner } from '../owners/suggest-owner.ts';
import { fittingPeople, whyUnknown } from '../owners/why-unknown.ts';
import { accountHistory } from './account-history.ts';
import type { AccessItem } from './describe-account.ts';
import { accountDescriber } from './describe-account.ts';

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
  const suggestion = status === 'unknown' ? suggestOwner(context, account, stored.lastPerson) : null;
  const unknown = status === 'unknown' ? whyUnknown(context, stored, indexFor(context, [stored])) : null;
  const view = {
    app: { id: app.config.id, name: app.config.name },
    account: account.id,
    label: accountLabel(stored),
    status,
    offboarded,
    known: row.known,
    person: row.person?.name ?? null,
    why: unknown !== null ? whyUnknownText(unknown) : (row.match?.reason ?? UNEXPLAINED_MATCH),
    suggestion,
    fits: unknown === null ? [] : fittingPeople(unknown),
    recommendation: recommend({
      status,
      state: account.state,
      known: stored.known,
      withoutLicense: account.licenses.length === 0 && seatQuestion(context, app).licensed,
    }),
    history: accountHistory(context, stored, finding),
    linked: stored.rule === 'manual-link',
    open: finding !== null && finding.closedAt === null,
    now: timestamp(context),
    timezone: config.timezone,
  };
  return { item: { ...described, stored }, view };
}
