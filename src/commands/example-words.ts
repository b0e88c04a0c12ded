import { quote } from '../chat/grammar.ts';
import type { App, Context } from '../flows/context.ts';
import { lookAtApps } from '../flows/overview/look-at-apps.ts';
import { accountByRow } from '../store/accounts/accounts.ts';
import { worstFindings } from '../store/findings/listed-findings.ts';
import { listSubscriptions } from '../store/licenses/subscriptions.ts';
import { personByRef, somePerson } from '../store/people/people.ts';

/** The demo company's words in the examples of commands, and the words to use here instead. */
export type ExampleWords = Readonly<Record<string, string>>;

/** How many findings are looked through for an example. */
const LOOKED_THROUGH = 25;

/**
 * Words of this company for the examples that `help` shows, so that they work when typed. If there is nothing to name, as
 * before the first sync, the demo's word stays.
 */
export function exampleWords(context: Context): ExampleWords {
  const apps = lookAtApps(context).toSorted((a, b) => b.open - a.open);
  const { app } = apps[0] ?? {};
  if (app === undefined) return {};
  const subscription = listSubscriptions(context.store, app.source.id)[0]?.id;
  return {
    ...people(context, app),
    ...(subscription === undefined
      ? {}
      : { 'FIG-COLLAB': quote(subscription), 'FIG-FULL': quote(subscription) }),
    figma: app.config.id,
  };
}

function people(context: Context, app: App): ExampleWords {
  const found = worstFindings(context.store, app.source.id, LOOKED_THROUGH).flatMap(({ row, concern }) => {
    const stored = accountByRow(context.store, row);
    return stored === null ? [] : [{ stored, concern }];
  });
  const unknown = found.find(({ concern }) => concern === 'unknown')?.stored;
  const left = found.find(({ concern }) => concern !== 'unknown')?.stored;
  const owner = left?.person == null ? null : personByRef(context.store, left.person);
  const person = somePerson(context.store);
  const whom = owner ?? person;
  return {
    ...(unknown === undefined
      ? {}
      : {
          'fig-1019': quote(unknown.account.id),
          'fig-1020': quote(unknown.account.id),
          'it-team@acme.example': quote(unknown.account.emails[0] ?? unknown.account.id),
        }),
    ...(left === undefined ? {} : { 'fig-1004': quote(left.account.id) }),
    ...(whom === null ? {} : { 'jo.brandt@acme.example': quote(whom.email ?? whom.name) }),
    ...(person === null ? {} : { 'grace.mbeki@acme.example': quote(person.email ?? person.name) }),
  };
}
