import { takenBackText } from '../../chat/say/decide/ended.ts';
import { personRemovedText } from '../../chat/say/decide/undone.ts';
import type { Caller } from '../../domain/caller.ts';
import { type AuditRow, recordAudit } from '../../store/audit.ts';
import { decisionsOn, endDecision, linksTo } from '../../store/decisions/decisions.ts';
import { affectedAccounts } from '../../store/intake/accounts-affected-by-people.ts';
import { removeByHand } from '../../store/intake/people-by-hand.ts';
import { personByRef, replacementOf } from '../../store/people/people.ts';
import { closingOf } from '../alerts/closing.ts';
import { updateFindings } from '../alerts/update-findings.ts';
import { type Context, domainsOf, findApp, handSource, timestamp } from '../context.ts';
import { done, findTarget, isOutcome, type Outcome, refuse } from '../outcome.ts';
import { recomputeStored } from '../owners/recompute-verdicts.ts';

/**
 * Takes back that a person was added by hand: the person leaves the roster, and every account of theirs is matched again. Not
 * once a roster source lists them, or an admin linked more accounts to them. Runs inside a transaction.
 */
export function removeAdded(context: Context, by: Caller, entry: AuditRow): Outcome {
  const { store } = context;
  const [appId, account] = split(entry.subject);
  const target = findTarget(context, appId, account);
  if (isOutcome(target)) return target;
  const ref = Number(entry.detail.ref);
  const name = String(entry.detail.name);
  if (replacementOf(store, ref) !== ref) return refuse(context, { kind: 'taken-over', name });
  const person = personByRef(store, ref);
  if (person === null || person.source !== handSource(context).id || person.email !== entry.detail.email)
    return refuse(context, { kind: 'ended-before', label: name, why: null, at: null });
  const { app, stored } = target;
  const own = { kind: 'link', app: app.source.id, account } as const;
  const linkedHere = decisionsOn(store, own.app, account).links.get(account) === ref;
  const others = linksTo(store, ref) - (linkedHere ? 1 : 0);
  if (others > 0) return refuse(context, { kind: 'person-linked', name, accounts: others });

  const at = timestamp(context);
  const change = {
    people: [ref],
    emails: person.email === null ? [] : [person.email],
    usernames: [],
  };
  const touched = affectedAccounts(store, change, domainsOf(context));
  const accounts = touched.some(({ row }) => row === stored.row) ? touched : [stored, ...touched];
  if (linkedHere) endDecision(store, own, { ending: 'taken-back', why: takenBackText(by.name) }, at);
  removeByHand(store, ref);
  recomputeStored(context, accounts);
  recordAudit(store, {
    at,
    actor: by.id,
    action: 'remove-person',
    subject: entry.subject,
    detail: { undoes: entry.seq, ref, name, email: person.email, by: by.name },
  });
  for (const id of new Set(accounts.map((touchedAccount) => touchedAccount.app))) {
    const affected = findApp(context, id);
    if (affected === null) continue;
    const ofApp = accounts.filter((touchedAccount) => touchedAccount.app === id);
    updateFindings(context, affected, {
      rows: ofApp.map(({ row }) => row),
      closing: (row) => closingOf(context, row),
      by: by.name,
      undone: { kind: 'added', accounts: ofApp.map((touchedAccount) => touchedAccount.account.id) },
      sync: false,
    });
  }
  return done(personRemovedText(name, accounts.filter((each) => each.person === ref).length));
}

function split(subject: string): readonly [app: string, account: string] {
  const at = subject.indexOf('/');
  return [subject.slice(0, at), subject.slice(at + 1)];
}
