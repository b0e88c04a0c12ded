import { addressForms } from '../domain/address-forms.ts';
import { type Doubt, doubtApp } from '../domain/guard.ts';
import { rosterIndex } from '../domain/roster-index.ts';
import { decisionBasis } from '../store/decisions.ts';
import { changedKeys, rosterEntriesAfter } from '../store/person-intake.ts';
import type { Source } from '../store/sources.ts';
import { touchedAccounts } from '../store/touched.ts';
import { type Context, domainsOf, listApps } from './context.ts';
import type { RosterReading } from './read-people.ts';
import { type Reassessed, reconsider } from './reassess.ts';

/** What a roster read would do to the accounts. */
export interface Effects {
  /** The decisions they were worked out with. */
  readonly basis: string;
  readonly reassessed: readonly Reassessed[];
  readonly doubts: readonly Doubt[];
}

/** Works out the effects before anything is applied or said. Only the accounts the change touches are looked at. */
export function judgeEffects(
  context: Context,
  source: Source,
  run: number,
  { changed, gone }: Pick<RosterReading, 'changed' | 'gone'>,
): Effects {
  const basis = decisionBasis(context.store);
  const apps = listApps(context).filter((app) => app.source.sealedRun > 0);
  if (apps.length === 0 || changed.length === 0) return { basis, reassessed: [], doubts: [] };

  const leaving = new Set(gone);
  const index = rosterIndex(
    rosterEntriesAfter(context.store, source.id, run, (ref) => leaving.has(ref)),
    context.seed,
  );
  const keys = changedKeys(context.store, run, changed);
  const people = new Set(changed);
  const domains = domainsOf(context);
  // Whoever carries an address that the changed one may stand for could lose accounts to it, or get them.
  const forms = keys.emails.flatMap((email) => addressForms(email, domains));
  for (const key of [...forms, ...keys.usernames]) for (const ref of index.carriers(key)) people.add(ref);
  const change = { people: [...people], emails: keys.emails, usernamesChanged: keys.usernames.length > 0 };
  const touched = touchedAccounts(context.store, change, domains);
  const reassessed = reconsider(context, touched, index).filter(isDifferent);

  const doubts = apps.flatMap(({ config, source: { id, numbers } }) => {
    const fallen = reassessed.filter(
      ({ before, now }) => before.app === id && now.status === 'inactive' && before.status !== 'inactive',
    );
    return doubtApp(config.name, numbers.total, fallen.length, context.config.guard.app);
  });
  return { basis, reassessed, doubts };
}

function isDifferent({ before, now }: Reassessed): boolean {
  return (
    before.person !== (now.match?.owner.ref ?? null) ||
    before.rule !== (now.match?.rule ?? null) ||
    before.status !== now.status ||
    before.offboarded !== now.offboarded ||
    before.known !== now.known ||
    before.concern !== now.concern
  );
}
