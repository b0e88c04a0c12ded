import type { Caller } from '../chat/platform.ts';
import type { Action } from '../domain/action.ts';
import { recordAudit } from '../store/audit.ts';
import { decideLink, decisionInForce, decisionsOn, endDecision } from '../store/decisions.ts';
import { personByRef, replacementOf } from '../store/people.ts';
import { type Context, timestamp } from './context.ts';
import { labelOf } from './look-at-alert.ts';
import { done, findTarget, isOutcome, type Outcome, refused } from './outcome.ts';
import { reassess } from './reassess.ts';
import { settle } from './settle.ts';
import { whenText } from './when-text.ts';

type LinkAction = Extract<Action, { type: 'link' }>;

/** An admin says whose account it is. Remembered by the account's immutable id, whatever it is called later. */
export function link(
  context: Context,
  by: Caller,
  { app: appId, account: accountId, person: ref }: LinkAction,
): Outcome {
  const { store } = context;
  return store.write(() => {
    const target = findTarget(context, appId, accountId);
    if (isOutcome(target)) return target;
    const { app, stored } = target;
    const label = labelOf(stored);
    const person = personByRef(store, replacementOf(store, ref));
    if (person === null) return refused('That person is not in the roster any more. Nothing was changed.');
    const whom = person.email === null ? person.name : `${person.name} (${person.email})`;
    if (decisionsOn(store, app.source.id, accountId).links.get(accountId) === person.ref) {
      const before = decisionInForce(store, app.source.id, accountId);
      const who = before === null ? '' : ` by ${before.by}, ${whenText(context, before.at)}`;
      return refused(`Already handled: ${label} is linked to ${whom}${who}.`);
    }
    const at = timestamp(context);
    decideLink(store, { app: app.source.id, account: accountId, person: person.ref, by: by.name, at });
    reassess(context, [stored]);
    const text = `${label} linked to ${whom} by ${by.name}`;
    settle(context, app, {
      rows: [stored.row],
      closing: () => 'linked',
      by: by.name,
      handled: [{ account: accountId, text }],
      sync: false,
    });
    recordAudit(store, {
      at,
      actor: by.id,
      action: 'link',
      subject: `${appId}/${accountId}`,
      detail: { label, person: person.ref, name: person.name, email: person.email },
    });
    return done(`${label} in ${app.config.name} is linked to ${whom}.`);
  });
}

export function unlink(
  context: Context,
  by: Caller,
  { app: appId, account: accountId }: { app: string; account: string },
): Outcome {
  const { store } = context;
  return store.write(() => {
    const target = findTarget(context, appId, accountId);
    if (isOutcome(target)) return target;
    const { app, stored } = target;
    const label = labelOf(stored);
    const at = timestamp(context);
    if (
      !endDecision(
        store,
        { kind: 'link', app: app.source.id, account: accountId },
        { ending: 'taken-back', why: `taken back by ${by.name}` },
        at,
      )
    ) {
      return refused(`${label} is not linked by hand. Nothing was changed.`);
    }
    reassess(context, [stored]);
    settle(context, app, { rows: [stored.row], closing: () => 'owner-active', by: by.name, sync: false });
    recordAudit(store, {
      at,
      actor: by.id,
      action: 'unlink',
      subject: `${appId}/${accountId}`,
      detail: { label },
    });
    return done(`${label} in ${app.config.name} is no longer linked by hand.`);
  });
}
