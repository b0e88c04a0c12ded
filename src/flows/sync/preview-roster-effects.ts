import { addressForms } from '../../domain/owners/address-forms.ts';
import { addresses } from '../../domain/owners/identifiers.ts';
import type { AddressPair } from '../../domain/owners/learn-rule.ts';
import { isHandedOn } from '../../domain/owners/match.ts';
import type { Doubt } from '../../domain/sync/doubt.ts';
import { doubtApp } from '../../domain/sync/guard.ts';
import { movedDomain } from '../../domain/sync/moved-domain.ts';
import { verdictVersion } from '../../store/db/versions.ts';
import { affectedAccounts } from '../../store/intake/accounts-affected-by-people.ts';
import { addressesAfter } from '../../store/intake/moved-addresses.ts';
import { changedKeys } from '../../store/intake/roster-preview.ts';
import type { Source } from '../../store/sources/sources.ts';
import { type Context, domainsOf, listApps } from '../context.ts';
import { openIndexAfter, pendingRun } from '../owners/index-after.ts';
import { nearAccounts, type RecomputedVerdict, recomputeVerdicts } from '../owners/recompute-verdicts.ts';
import { refuseAffected } from '../reading/too-many.ts';
import type { RosterReading } from './read-people.ts';

/** What a roster read would do to the accounts. */
export interface Effects {
  /** The version of the people and decisions that the effects were worked out with. */
  readonly version: string;
  readonly reassessed: readonly RecomputedVerdict[];
  readonly doubts: readonly Doubt[];
}

/**
 * Works out the effects before anything is applied or sent. Only the accounts that the change affects are assessed. Throws `ConnectorError` if
 * there are too many.
 */
export function previewRosterEffects(
  context: Context,
  source: Source,
  run: number,
  { changed, gone, successors }: Pick<RosterReading, 'changed' | 'gone' | 'successors'>,
): Effects {
  const version = verdictVersion(context.store);
  const apps = listApps(context).filter((app) => app.source.sealedRun > 0);
  if (apps.length === 0 || changed.length === 0) return { version, reassessed: [], doubts: [] };
  refuseAffected(context, source, changed);

  const pending = pendingRun(context, source, run, { gone, successors });
  const keys = changedKeys(context.store, run, changed);
  const domains = domainsOf(context);
  // A changed address may be equivalent to somebody else's, who could lose accounts to it or gain them.
  const forms = keys.emails.flatMap((email) => addressForms(email, domains));
  const around = openIndexAfter(context, pending, changed);
  const people = new Set(changed);
  const carried = [...forms, ...keys.usernames];
  const carriers = around({ keys: carried, refs: [] });
  for (const key of carried) for (const ref of carriers.carriers(key)) people.add(ref);
  const change = { people: [...people], emails: keys.emails, usernames: keys.usernames };
  const touched = affectedAccounts(context.store, change, domains);
  const standsFor = (ref: number) => successors?.get(ref) ?? ref;
  const owners = nearAccounts(context, touched, domains);
  const index = around({ ...owners, refs: owners.refs.map(standsFor) });
  const reassessed = recomputeVerdicts(context, touched, index, { replacedBy: standsFor }).filter(
    isDifferent,
  );

  const same = (a: number, b: number) => a === b || index.byRef(a)?.ref === b;
  const doubts = apps.flatMap(({ config, source: { id, numbers } }) => {
    const touched = reassessed.filter(({ before }) => before.app === id);
    const unowned = touched.filter(
      ({ before, now }) => before.person !== null && now.match === null && !isHandedOn(now.noMatch),
    );
    const effects = {
      app: config.name,
      of: numbers.total,
      newInactive: touched.filter(
        ({ before, now }) => now.status === 'inactive' && before.status !== 'inactive',
      ).length,
      newUnowned: unowned.length,
      ownerChanged: touched.filter(
        ({ before: { person }, now: { match, noMatch } }) =>
          person !== null &&
          (isHandedOn(noMatch) || (match !== null && !same(standsFor(person), match.owner.ref))),
      ).length,
      moved: null,
    };
    const found = doubtApp(effects, context.config.guard.app);
    const lost = found.some(({ kind }) => kind === 'app-unowned');
    // Looked up only when there is something to explain.
    const moved = lost ? movedDomain(newAddresses(context, run, unowned), domains) : null;
    return moved === null ? found : doubtApp({ ...effects, moved }, context.config.guard.app);
  });
  return { version, reassessed, doubts };
}

/** The addresses of accounts that would lose their owner, with those that the owner would have. */
function newAddresses(
  { store }: Context,
  run: number,
  unowned: readonly RecomputedVerdict[],
): readonly AddressPair[] {
  const owners = unowned.flatMap(({ before: { person } }) => person ?? []);
  const after = addressesAfter(store, run, owners);
  return unowned.map(({ before: { account, person } }) => {
    const address = after.get(person ?? 0);
    return { account: addresses(account), owner: address === undefined ? [] : [address] };
  });
}

/** How many accounts have another owner or status afterwards, without those that are listed for another reason. */
export function reclassified({ reassessed }: Pick<Effects, 'reassessed'>): number {
  return reassessed.filter(
    ({ before, now }) =>
      before.person !== (now.match?.owner.ref ?? null) ||
      before.status !== now.status ||
      before.offboarded !== now.offboarded,
  ).length;
}

function isDifferent({ before, now }: RecomputedVerdict): boolean {
  return (
    before.person !== (now.match?.owner.ref ?? null) ||
    before.rule !== (now.match?.rule ?? null) ||
    before.status !== now.status ||
    before.offboarded !== now.offboarded ||
    before.known !== now.known ||
    before.concern !== now.concern
  );
}
