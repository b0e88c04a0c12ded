import type { UnmatchedProtection } from '../../chat/say/removal/unmatched-protection.ts';
import { nearest } from '../../domain/lookup/nearest.ts';
import { entryText, listedBy, type ProtectEntry, rolesOf, sameWord } from '../../domain/removal/protected.ts';
import { searchAccounts } from '../../store/accounts/accounts.ts';
import { peopleAt } from '../../store/people/person-search.ts';
import { groupsWithPeople, rolesIn } from '../../store/removal/protectable.ts';
import { type App, type Context, listApps } from '../context.ts';
import { groupsOf } from '../groups/load-groups.ts';
import { lookAtRosters } from './look-at-apps.ts';

/**
 * The entries of `protect:` that protect nobody and nothing, according to the last reads. An entry about something that was never read
 * is left out, because nobody knows yet whether it means anything.
 */
export function unmatchedProtection(context: Context): readonly UnmatchedProtection[] {
  return context.config.protect.flatMap((entry) => {
    const looked = look(context, entry);
    return looked === 'matched' || looked === 'not-read' ? [] : [{ entry: entryText(entry), ...looked }];
  });
}

type Looked = 'matched' | 'not-read' | Omit<UnmatchedProtection, 'entry'>;

function look(context: Context, entry: ProtectEntry): Looked {
  if ('person' in entry) return lookForPerson(context, entry);
  if ('group' in entry) return lookForGroup(context, entry.group);
  const apps = listApps(context).filter(({ config }) => entry.app === undefined || config.id === entry.app);
  if (apps.some(({ source }) => source.sealedRun === 0)) return 'not-read';
  if ('role' in entry) {
    const roles = apps.flatMap(({ source }) => rolesIn(context.store, source.id).flatMap(rolesOf));
    return roles.some((role) => sameWord(role, entry.role))
      ? 'matched'
      : { kind: 'role', near: nearest(entry.role, [...new Set(roles)]) };
  }
  return apps.some((app) => hasAccount(context, app, entry, entry.account))
    ? 'matched'
    : { kind: 'account', near: null };
}

/** Their address also protects an account whose owner is not known. */
function lookForPerson(context: Context, entry: Extract<ProtectEntry, { person: string }>): Looked {
  const { store } = context;
  if (peopleAt(store, entry.person, 1).length > 0) return 'matched';
  const apps = listApps(context);
  if (apps.some((app) => hasAccount(context, app, entry, entry.person))) return 'matched';
  return isAllRead(context) && apps.every(({ source }) => source.sealedRun > 0)
    ? { kind: 'person', near: null }
    : 'not-read';
}

function lookForGroup(context: Context, group: string): Looked {
  const book = groupsOf(context);
  const held = groupsWithPeople(context.store);
  const names = held.flatMap((name) => [name, ...book.around(name)]);
  if (names.some((name) => sameWord(name, group))) return 'matched';
  if (!isAllRead(context)) return 'not-read';
  const known = [...new Set([...names, ...book.groups.keys()])];
  const empty = known.some((name) => sameWord(name, group));
  return { kind: empty ? 'empty-group' : 'group', near: empty ? null : nearest(group, known) };
}

function isAllRead(context: Context): boolean {
  return lookAtRosters(context).every(({ source }) => source !== null && source.sealedRun > 0);
}

function hasAccount({ store }: Context, { config, source }: App, entry: ProtectEntry, word: string): boolean {
  return searchAccounts(store, source.id, word).some(
    ({ account }) => listedBy([entry], { app: config.id, account, person: null }) !== null,
  );
}
