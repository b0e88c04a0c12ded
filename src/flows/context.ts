import type { Examined } from '../chat/say/chats/examined.ts';
import type { ConnectKind } from '../chat/say/connect/connect.ts';
import type { Clock } from '../chat/say/words.ts';
import type { AppConfig, Config, RosterConfig } from '../config/config.ts';
import type { Connection, Connector } from '../connectors/base/connector.ts';
import { dayIn } from '../domain/day.ts';
import type { DecisionRow } from '../domain/decision-row.ts';
import type { CheckedDeclaration, DeclarationTrial } from '../domain/files/declaration-reading.ts';
import type { FileReading, ReadAs } from '../domain/files/file-reading.ts';
import { type DomainClasses, domainClasses } from '../domain/owners/domain-classes.ts';
import type { MatchingPolicy } from '../domain/policy.ts';
import type { SyncStep } from '../domain/sync/progress.ts';
import type { NextMoment } from '../domain/sync/rhythm.ts';
import type { Observer } from '../domain/watching/observer.ts';
import type { Log } from '../log.ts';
import type { RosterConnection } from '../roster/roster.ts';
import type { AccessIndexes } from '../store/access/access-table.ts';
import type { Store } from '../store/db/open.ts';
import { domainRules } from '../store/decisions/rules.ts';
import type { StartRowWriter } from '../store/first-import/first-import.ts';
import { ensureSource, ensureSources, type Source, sourceById } from '../store/sources/sources.ts';

/** What every flow needs: the admin's file, one connection to the store, and everything outside as arguments. */
export interface Context {
  readonly config: Config;
  readonly store: Store;
  readonly now: () => Date;
  /** Where alerts and digests go. */
  readonly platforms: readonly string[];
  readonly log: Log;
  /** Of Seatkeeper itself: another one may read the same file differently. */
  readonly version: string;
  /** Drawn at random by each process; see `rosterIndex`. */
  readonly seed: number;
  readonly dependencies: Dependencies;
  /** What is wrong with the chat platforms of this process; left out in a shell command, which runs none. */
  readonly chatProblems?: () => readonly string[];
  /**
   * Whether somebody in a chat, by `Caller.id`, may change something now; `null` where their platform could not be asked. Left out in a shell
   * command, which runs no platform.
   */
  readonly mayChange?: (who: string) => Promise<boolean | null>;
  readonly indexes: AccessIndexes;
  /** How much is compared in memory at most; if left out, the limits of flows/reading/too-many.ts apply. */
  readonly most?: { readonly findings: number; readonly affected: number };
  /** Set while a sync applies its rosters and will read apps after them. */
  readonly awaited?: AwaitedApps;
}

/** Apps that are about to be read: their alerts say how old the data is only once that read has ended. */
export interface AwaitedApps {
  readonly ids: ReadonlySet<string>;
  /** The apps whose alert was written in the meantime; `updateAlert` adds to it. */
  readonly told: Set<string>;
}

/** Whether a read may start from the list that the one before left (`go-on`), or from nothing (`from-scratch`), because somebody asked for it. */
export type Keep = 'go-on' | 'from-scratch';

/** The world outside: the apps and roster sources themselves, and what the process around us provides. */
export interface Dependencies {
  /** Every kind of app there is, connected or not. */
  readonly connectors: readonly ConnectorKind[];
  /** How each of them, and each kind of roster source, is connected. */
  readonly kinds: readonly ConnectKind[];
  /**
   * `signal` can end requests earlier than the stop of Seatkeeper. `keep`: it is connected for a read that is sealed, so a list may be kept
   * from it, and it may start from the one that is kept.
   */
  app(config: AppConfig, signal?: AbortSignal, keep?: Keep): Connection;
  roster(config: RosterConfig, signal?: AbortSignal, keep?: Keep): RosterConnection;
  /** Checks tokens, channels and clocks of the chat platforms that are set up. */
  readonly examineChat?: (store: Store) => Promise<readonly Examined[]>;
  /** Reads a CSV file of decisions; the path is relative to the admin's working directory. */
  decisions(file: string): Promise<readonly DecisionRow[]>;
  /** Reads an export as a sync would, several as those of one app, and stores nothing of them. */
  readFiles(files: readonly string[], as: ReadAs | null): Promise<FileReading>;
  /** Checks declarations of apps; without names those that seatkeeper.yaml names. */
  lintDeclarations(names: readonly string[]): Promise<readonly CheckedDeclaration[]>;
  /** Reads the first page of a declared app, and stores nothing of it. */
  tryDeclaration(name: string): Promise<DeclarationTrial>;
  /** Free bytes on the disk of the database; `null` when unknown. */
  readonly diskFree: () => number | null;
  /** Milliseconds by a clock that cannot be set. */
  readonly elapsed: () => number;
  /** The first moment of a cron expression after another, in the organisation's time zone. */
  readonly nextMoment: NextMoment;
  /** Aborts when Seatkeeper is asked to stop. */
  readonly signal: AbortSignal;
  /** Called after each page. */
  progress(step: SyncStep): void;
  /** Gives unused memory back. Left out where others would have to wait for it. */
  readonly freeMemory?: () => void;
  /** Told about what goes on; left out where nobody watches. */
  readonly observer?: Observer;
  /** Writes the rows of a first import while the next ones are read. */
  readonly writeRows: StartRowWriter;
}

/** What a connector says about itself, whether an app uses it or not. */
type ConnectorKind = Pick<
  Connector,
  'id' | 'name' | 'rights' | 'columns' | 'reports' | 'leastInterval' | 'removal' | 'removalOf' | 'accountPage'
>;

/** The actor in the audit log for changes that Seatkeeper makes by itself. */
export const SEATKEEPER = 'seatkeeper';

export interface App {
  readonly config: AppConfig;
  readonly source: Source;
}

export function timestamp(context: Context): string {
  return context.now().toISOString();
}

/** What a text with dates needs. */
export function clockOf(context: Context): Clock {
  return { now: timestamp(context), timezone: context.config.timezone };
}

export function today(context: Context): string {
  return dayIn(context.config.timezone, context.now());
}

/** The domains of seatkeeper.yaml together with the rules that admins accepted; the file wins. */
export function matchingOf({ config, store }: Context): MatchingPolicy {
  const { domains, domainAliases } = config.matching;
  const rules = domainRules(store);
  return rules.length === 0
    ? config.matching
    : { domains, domainAliases: { ...Object.fromEntries(rules), ...domainAliases } };
}

export function domainsOf(context: Context): DomainClasses {
  return domainClasses(matchingOf(context));
}

export function openApp(context: Context, config: AppConfig): App {
  return { config, source: ensureSource(context.store, 'app', config.id) };
}

export function listApps({ config: { apps }, store }: Context): readonly App[] {
  const sources = ensureSources(
    store,
    'app',
    apps.map(({ id }) => id),
  );
  return apps.flatMap((config, at) => {
    const source = sources[at];
    return source === undefined ? [] : [{ config, source }];
  });
}

export function findApp(context: Context, id: number): App | null {
  const source = sourceById(context.store, id);
  const config = context.config.apps.find((app) => source?.kind === 'app' && app.id === source.name);
  return source === null || config === undefined ? null : { config, source };
}

/** What an app is called; an app that is not connected any more has only its id. */
export function appName({ config }: Context, id: string): string {
  return config.apps.find((app) => app.id === id)?.name ?? id;
}

/** People added by admins are a roster source of their own. */
export function handSource(context: Context): Source {
  return ensureSource(context.store, 'roster', 'hand');
}
