import { backText, termText } from '../../chat/say/licenses/subscription.ts';
import { joined } from '../../chat/say/words.ts';
import type { Caller } from '../../domain/caller.ts';
import { type Terms, titleOf } from '../../domain/licenses/subscription.ts';
import { missingWords, NO_TERMS, TERM_FIELDS, TERM_KEYS, type TermKey } from '../../domain/licenses/terms.ts';
import { recordAudit } from '../../store/audit.ts';
import { listTerms, saveTerms } from '../../store/licenses/subscription-terms.ts';
import { closingOf } from '../alerts/closing.ts';
import { updateFindings } from '../alerts/update-findings.ts';
import { type App, type Context, timestamp } from '../context.ts';
import { type InventoryItem, termsOf, wholeInventory } from '../licenses/list-inventory.ts';
import { done, type Outcome, refused } from '../outcome.ts';

/** What an admin says of a subscription; `null` takes back what was said. What is not named stays. */
export type TermsChange = Partial<Terms>;

/**
 * An admin completes what the vendor cannot know. The new price counts at once: in sums, and in the alert that shows them.
 */
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
    const name = `${titleOf(item)} in ${app.config.name}`;
    if (changed.length === 0)
      return refused(`Nothing to change: ${name} stands so already. ${standing(item)}`);

    const at = timestamp(context);
    saveTerms(store, { app: id, subscription: item.id, by: by.name, at }, after);
    updateFindings(context, app, {
      rows: [],
      closing: (row) => closingOf(context, row),
      sync: false,
      retell: true,
    });
    const takenBack = changed.every((key) => after[TERM_FIELDS[key]] === null);
    recordAudit(store, {
      at,
      actor: by.id,
      action: takenBack ? 'subscription-cleared' : 'subscription-set',
      subject: `subscription:${app.config.id}/${item.id}`,
      detail: { before: only(before, changed), after: only(after, changed) },
    });
    const now = wholeInventory(context, id).find((stored) => stored.id === item.id) ?? item;
    const parts = changed.map((key) => {
      const field = TERM_FIELDS[key];
      return (after[field] === null ? backText : termText)(key, now[field], at);
    });
    return done(`${titleOf(now)} in ${app.config.name}: ${joined(parts)}. ${standing(now)}`);
  });
}

function standing({ status, missing }: InventoryItem): string {
  return status === 'invalid' ? `Still missing: ${joined(missingWords(missing))}.` : `It is ${status}.`;
}

function only(terms: Terms, keys: readonly TermKey[]): Partial<Terms> {
  return Object.fromEntries(keys.map((key) => [TERM_FIELDS[key], terms[TERM_FIELDS[key]]]));
}
