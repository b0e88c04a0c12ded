import { rosterName } from '../../chat/say/roster-name.ts';
import type { Config } from '../../config/config.ts';
import type { ConnectorIo } from '../../connectors/base/connector.ts';
import { readDecisionRows } from '../../connectors/csv/decisions.ts';
import { csvFile } from '../../connectors/csv-text/file.ts';
import { connectors, findConnector } from '../../connectors/registry.ts';
import type { KeptList } from '../../domain/kept/kept-list.ts';
import type { PersonStatus } from '../../domain/person.ts';
import type { ProgressSource } from '../../domain/sync/progress.ts';
import type { Observer } from '../../domain/watching/observer.ts';
import type { Dependencies, Keep } from '../../flows/context.ts';
import { nextMoment } from '../../jobs/schedule.ts';
import { findRosterSource } from '../../roster/registry.ts';
import { freeBytes } from '../../store/backup/condition.ts';
import type { Store } from '../../store/db/open.ts';
import { peopleOf, type StoredPerson } from '../../store/people/people.ts';
import { keptListOf } from '../../store/sources/kept-lists.ts';
import { ensureSource, findSource } from '../../store/sources/sources.ts';
import { observedFetch } from '../watching/observed-fetch.ts';
import { connectKinds } from './connect-kinds.ts';
import { connectorIo } from './connector-io.ts';
import { readExports } from './read-exports.ts';

export interface DependencyOptions {
  readonly config: Config;
  readonly store: Store;
  readonly now: () => Date;
  readonly signal: AbortSignal;
  readonly progress: Dependencies['progress'];
  readonly writeRows: Dependencies['writeRows'];
  /** Told about each request to an app or a roster source, and about everything else that goes on. */
  readonly observer?: Observer | undefined;
  readonly examineChat: Dependencies['examineChat'] | undefined;
  readonly freeMemory: Dependencies['freeMemory'] | undefined;
}

/** The real apps and roster sources of a configuration, over the guarded network. */
export function connectDependencies({
  config,
  store,
  now,
  signal,
  progress,
  writeRows,
  observer,
  examineChat,
  freeMemory,
}: DependencyOptions): Dependencies {
  const open = connectorIo({ config, now });
  const io = (source: ProgressSource, vendor: string, until = signal, keep?: Keep): ConnectorIo => {
    const kind = source.what === 'accounts' ? 'app' : 'roster';
    const opened = {
      ...open(source.id, until, (at) =>
        progress({ type: 'waits', ...source, until: at?.toISOString() ?? null }),
      ),
      ...(keep === undefined ? {} : { kept: () => keptBy(store, kind, source.id, keep) }),
    };
    if (observer === undefined) return opened;
    return { ...opened, fetch: observedFetch(opened.fetch, { vendor, kind, source: source.id }, observer) };
  };
  const declarations = async () =>
    (await import('./declarations.ts')).openDeclarations(config, (app) => open(app, signal));
  return {
    connectors,
    // Worked out when asked for, so this object must not be copied: the getter reads every declaration that ships.
    get kinds() {
      return connectKinds();
    },
    app: ({ id, name, connector, settings }, until, keep) =>
      known(findConnector(connector), connector).connect(
        settings,
        io({ id, name, what: 'accounts' }, connector, until, keep),
      ),
    roster: ({ id, source, settings }, until, keep) =>
      source === 'hand'
        ? { people: () => byHand(store), local: true }
        : known(findRosterSource(source), source).connect(
            settings,
            io({ id, name: rosterName(id), what: 'people' }, source, until, keep),
          ),
    decisions: (file) =>
      readDecisionRows({ ...csvFile('decisions', file, { directory: '.', signal }), typed: true }),
    readFiles: (files, as) =>
      readExports(files, open('read', signal), { timezone: config.timezone, now: now(), as }),
    lintDeclarations: async (names) => (await declarations()).lint(names),
    tryDeclaration: async (name) => (await declarations()).try(name),
    diskFree: () => freeBytes(store.file),
    elapsed: () => performance.now(),
    nextMoment: (schedule, after) => nextMoment(schedule, config.timezone, after),
    progress,
    signal,
    writeRows,
    ...(examineChat === undefined ? {} : { examineChat }),
    ...(freeMemory === undefined ? {} : { freeMemory }),
    ...(observer === undefined ? {} : { observer }),
  };
}

/** The list that the last complete read of a source left. */
function keptBy(store: Store, kind: 'app' | 'roster', id: string, keep: Keep): KeptList | null {
  const source = findSource(store, kind, id);
  const kept = source === null ? null : keptListOf(store, source.id);
  return kept !== null && keep === 'from-scratch' ? { ...kept, current: false } : kept;
}

/** People whom admins added are read like any other source. */
async function* byHand(store: Store) {
  // Each read adds the groups again that seatkeeper.yaml puts them in.
  for (const page of peopleOf(store, ensureSource(store, 'roster', 'hand').id))
    yield page.map((person) => ({ ...person, status: wordOf(person), groups: [] }));
}

/** An admin who gave a last day meant it, however long ago it was. */
function wordOf({ reportedStatus, endDate }: StoredPerson): PersonStatus {
  return endDate !== null && reportedStatus === 'active' ? 'offboarded' : reportedStatus;
}

function known<T>(found: T | undefined | null, id: string): T {
  if (found === undefined || found === null)
    throw new Error(`${id} was accepted by the configuration but is not registered`);
  return found;
}
