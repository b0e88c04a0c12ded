import { type TermsSubject, termsChangedText, termsSameText } from '../../chat/say/decide/terms.ts';
import type { Caller } from '../../domain/caller.ts';
import type { InventoryItem } from '../../domain/licenses/inventory-item.ts';
import { type Terms, titleOf } from '../../domain/licenses/subscription.ts';
import { NO_TERMS, TERM_FIELDS, TERM_KEYS, type TermKey } from '../../domain/licenses/terms.ts';
import { recordAudit } from '../../store/audit.ts';
import { listTerms, saveTerms } from '../../store/licenses/subscription-terms.ts';
import { closingOf } from '../alerts/closing.ts';
import { updateFindings } from '../alerts/update-findings.ts';
import { type App, type Context, clockOf, timestamp } from '../context.ts';
import { termsOf, wholeInventory } from '../licenses/list-inventory.ts';
import { done, type Outcome, refused } from '../outcome.ts';

/** The terms an admin sets on a subscription; `null` takes one back, and terms that are not named stay. */
export type TermsChange = Partial<Terms>;

/** An admin completes what the vendor cannot know. A new price counts at once, in sums and in the alert that shows them. */
export function completeSubscription(
  context: Context,
  by: Caller,
  { app, item }: { readonly app: App; readonly item: InventoryItem },
  change: TermsChange,
): Outcome {
  const { store } = context;
  return store.write(() => {
    const id = app.source.id;
    const said = listTerms(store, id).find(({ subscription }) => subscription === item.id);
    const before = said === undefined ? NO_TERMS : termsOf(said);
    const after = { ...before, ...change };
    const changed = TERM_KEYS.filter((key) => before[TERM_FIELDS[key]] !== after[TERM_FIELDS[key]]);
    if (changed.length === 0) return refused(termsSameText(subjectOf(app, item)));

    const at = timestamp(context);
    saveTerms(store, { app: id, subscription: item.id, by: by.name, at }, after);
    updateFindings(context, app, {
      rows: [],
      closing: (row) => closingOf(context, row),
      sync: false,
      retell: true,
    });
    const takenBack = changed.every((key) => after[TERM_FIELDS[key]] === null);
    const entry = recordAudit(store, {
      at,
      actor: by.id,
      action: takenBack ? 'subscription-cleared' : 'subscription-set',
      subject: `subscription:${app.config.id}/${item.id}`,
      detail: { before: only(before, changed), after: only(after, changed) },
    });
    const now = wholeInventory(context, id).find((stored) => stored.id === item.id) ?? item;
    const terms = changed.map((key) => {
      const field = TERM_FIELDS[key];
      return { key, value: now[field], takenBack: after[field] === null };
    });
    return {
      ...done(termsChangedText(subjectOf(app, now), terms, clockOf(context))),
      undo: { first: entry, last: entry, at },
    };
  });
}

function subjectOf(app: App, item: InventoryItem): TermsSubject {
  return { title: titleOf(item), app: app.config.name, status: item.status, missing: item.missing };
}

function only(terms: Terms, keys: readonly TermKey[]): Partial<Terms> {
  return Object.fromEntries(keys.map((key) => [TERM_FIELDS[key], terms[TERM_FIELDS[key]]]));
}
