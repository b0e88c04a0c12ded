import { addedHandledText, addedText } from '../../chat/say/decide/outcomes.ts';
import type { Action } from '../../domain/action.ts';
import type { Caller } from '../../domain/caller.ts';
import { normaliseEmail } from '../../domain/email.ts';
import { addressForms } from '../../domain/owners/address-forms.ts';
import { type PersonRecord, personStatus } from '../../domain/person.ts';
import { accountLabel } from '../../store/accounts/account-label.ts';
import { recordAudit } from '../../store/audit.ts';
import { decideLink } from '../../store/decisions/decisions.ts';
import { affectedAccounts } from '../../store/intake/accounts-affected-by-people.ts';
import { addByHand } from '../../store/intake/people-by-hand.ts';
import { peopleAt, peopleCalled } from '../../store/people/person-search.ts';
import { closingOf } from '../alerts/closing.ts';
import { updateFindings } from '../alerts/update-findings.ts';
import { type Context, clockOf, domainsOf, findApp, handSource, timestamp, today } from '../context.ts';
import { done, findTarget, isOutcome, type Outcome, refuse } from '../outcome.ts';
import { recomputeStored } from '../owners/recompute-verdicts.ts';

type AddAction = Extract<Action, { type: 'add-person' }>;

/**
 * Adds the owner of an unknown account to the roster by hand, as an active person. Every account with their address is
 * matched to them at once, and a roster source that later lists the same address takes the person over.
 */
export function addPerson(context: Context, by: Caller, action: AddAction): Outcome {
  const { store } = context;
  return store.write(() => {
    const target = findTarget(context, action.app, action.account);
    if (isOutcome(target)) return target;
    const { app, stored } = target;
    const label = accountLabel(stored);
    if (stored.person !== null) return refuse(context, { kind: 'has-owner', label });
    const email = action.email === null ? (stored.account.emails[0] ?? null) : normaliseEmail(action.email);
    if (email === null && action.email !== null)
      return refuse(context, { kind: 'not-an-address', text: action.email });
    if (email === null) return refuse(context, { kind: 'no-address', label });
    const [there] = peopleAt(store, email, 20);
    if (there !== undefined) return refuse(context, { kind: 'person-exists', name: there.name, email });
    if (action.endDate !== null && action.endDate < today(context))
      return refuse(context, { kind: 'has-left', day: action.endDate });

    const at = timestamp(context);
    const record = newPerson(action, email, stored.account.name ?? email);
    const ref = addByHand(
      store,
      handSource(context).id,
      record,
      personStatus(record, today(context)),
      today(context),
    );
    const carriers = [
      ref,
      ...addressForms(email, domainsOf(context))
        .flatMap((form) => peopleCalled(store, form, 20))
        .map((person) => person.ref),
    ];
    const touched = affectedAccounts(
      store,
      { people: carriers, emails: [email], usernames: [] },
      domainsOf(context),
    );
    const found = recomputeStored(context, touched).filter(({ now }) => now.match?.owner.ref === ref);
    const others = found.filter(({ before }) => before.row !== stored.row).length;
    if (others === found.length) {
      // No matching rule connects the account with the address, so the admin's decision is stored as a link.
      decideLink(store, { app: app.source.id, account: action.account, person: ref, by: by.name, at });
      recomputeStored(context, [stored]);
    }
    const entry = recordAudit(store, {
      at,
      actor: by.id,
      action: 'add-person',
      subject: `${action.app}/${action.account}`,
      detail: { ref, name: record.name, email, by: by.name },
    });
    const undo = { first: entry, last: entry, at };
    const text = addedHandledText(label, record.name, by.name);
    for (const owner of new Set([app.source.id, ...touched.map((account) => account.app)])) {
      const affected = findApp(context, owner);
      if (affected === null) continue;
      const rows = [stored, ...touched].filter((account) => account.app === owner).map(({ row }) => row);
      const handled = owner === app.source.id ? [{ account: action.account, text, decision: undo }] : [];
      updateFindings(context, affected, {
        rows,
        closing: (row) => (row === stored.row ? 'added' : closingOf(context, row)),
        by: by.name,
        handled,
        sync: false,
      });
    }
    return {
      ...done(addedText({ name: record.name, email, endDate: record.endDate }, others, clockOf(context))),
      undo,
    };
  });
}

function newPerson(
  { name, department, manager, endDate }: AddAction,
  email: string,
  fallback: string,
): PersonRecord {
  return {
    id: email,
    email,
    aliases: [],
    usernames: [],
    name: name ?? fallback,
    // With a last day, that day alone says when they have left.
    status: endDate === null ? 'active' : 'offboarded',
    department,
    manager,
    groups: [],
    startDate: null,
    endDate,
  };
}
