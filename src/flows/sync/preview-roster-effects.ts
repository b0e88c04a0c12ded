import { addressForms } from '../../domain/owners/address-forms.ts';
import type { RosterEntry } from '../../domain/roster-index/roster-index.ts';
import { type RosterIndex, rosterIndex } from '../../domain/roster-index/roster-index.ts';
import { type Doubt, doubtApp } from '../../domain/sync/guard.ts';
import { verdictVersion } from '../../store/db/versions.ts';
import { affectedAccounts } from '../../store/intake/accounts-affected-by-people.ts';
import { changedKeys, rosterEntriesAfter } from '../../store/intake/roster-preview.ts';
import type { Source } from '../../store/sources/sources.ts';
import { type Context, domainsOf, listApps } from '../context.ts';
import { type RecomputedVerdict, recomputeVerdicts } from '../owners/recompute-verdicts.ts';
import type { RosterReading } from './read-people.ts';

/** What a roster read would do to the accounts. */
export interface Effects {
  /** The version of the people and decisions they were worked out with. */
  readonly version: string;
  readonly reassessed: readonly RecomputedVerdict[];
  readonly doubts: readonly Doubt[];
}

/** Works out the effects before anything is applied or sent. Only the accounts that the change affects are assessed. */
export function previewRosterEffects(
  context: Context,
  source: Source,
  run: number,
  { changed, gone, successors }: Pick<RosterReading, 'changed' | 'gone' | 'successors'>,
): Effects {
  const version = verdictVersion(context.store);
  const apps = listApps(context).filter((app) => app.source.sealedRun > 0);
  if (apps.length === 0 || changed.length === 0) return { version, reassessed: [], doubts: [] };

  const index = indexAfter(context, source, run, { gone, successors });
  const keys = changedKeys(context.store, run, changed);
  const people = new Set(changed);
  const domains = domainsOf(context);
  // People who have an address that a changed one may be equivalent to could lose accounts to it, or gain them.
  const forms = keys.emails.flatMap((email) => addressForms(email, domains));
  for (const key of [...forms, ...keys.usernames]) for (const ref of index.carriers(key)) people.add(ref);
  const change = { people: [...people], emails: keys.emails, usernames: keys.usernames };
  const touched = affectedAccounts(context.store, change, domains);
  const standsFor = (ref: number) => successors?.get(ref) ?? ref;
  const reassessed = recomputeVerdicts(context, touched, index, { replacedBy: standsFor }).filter(
    isDifferent,
  );

  const doubts = apps.flatMap(({ config, source: { id, numbers } }) => {
    const fallen = reassessed.filter(
      ({ before, now }) => before.app === id && now.status === 'inactive' && before.status !== 'inactive',
    );
    return doubtApp(config.name, numbers.total, fallen.length, context.config.guard.app);
  });
  return { version, reassessed, doubts };
}

/** All people as they will be once the run is sealed. */
export function indexAfter(
  { store, seed }: Context,
  source: Source,
  run: number,
  { gone, successors }: Pick<RosterReading, 'gone' | 'successors'>,
): RosterIndex {
  const leaving = new Set(gone);
  const after = rosterEntriesAfter(store, source.id, run, (ref) => leaving.has(ref));
  return rosterIndex(successors === undefined ? after : without(after, successors), seed);
}

function* without(entries: Iterable<RosterEntry>, left: ReadonlyMap<number, number>): Iterable<RosterEntry> {
  for (const entry of entries) if (!left.has(entry.ref)) yield entry;
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
