import type { z } from 'zod';
import type { Account, AccountKind } from '../../domain/account.ts';
import type { Instant } from '../../domain/day.ts';
import type { KeptList, ListToKeep } from '../../domain/kept/kept-list.ts';
import type { Subscription } from '../../domain/licenses/subscription.ts';
import type { SetAside } from '../../domain/sync/set-aside.ts';
import type { UnusedColumns } from '../../domain/sync/unused-columns.ts';
import type { Usage } from '../../domain/sync/usage.ts';
import type { Withheld } from '../../domain/sync/withheld.ts';
import type { Sockets } from '../network/sockets.ts';
import type { HostTurns } from '../pacing/host-turns.ts';
import type { Origin, PlanNeed, RemovalWay, Reports, Requests, Right } from './declaration.ts';
import type { OwnAccounts } from './own-accounts.ts';
import type { Removal } from './removal.ts';

/** One of an app's own metadata columns. */
export interface AppColumn {
  readonly key: string;
  readonly label: string;
  readonly type: 'text' | 'number' | 'flag' | 'date';
}

/** A group as the app reported it. @public */
export interface AppGroup {
  readonly id: string;
  readonly name: string;
  /** Account ids. */
  readonly members: readonly string[];
}

/**
 * What the app's plan or a missing right withholds. Each entry turns off one capability, with a reason that an admin can act on, and the
 * rest of the sync goes on.
 */
export type PlanLimits = readonly Withheld[];

/** `fetch`, which is also told the number of the attempt: 1, or nothing, for the first. */
export type VendorFetch = (
  to: Parameters<typeof fetch>[0],
  init?: RequestInit & { readonly attempt?: number },
) => Promise<Response>;

/** The outside world, passed in as an argument. */
export interface ConnectorIo {
  /** The id the admin gave this app or roster source; its errors carry it. */
  readonly app: string;
  readonly fetch: VendorFetch;
  /** As `fetch`, for protocols other than http. */
  readonly sockets: Sockets;
  readonly signal: AbortSignal;
  readonly now: () => Date;
  /** Waits, or rejects when `signal` aborts. Tests pass one that does not wait. */
  readonly sleep: (ms: number) => Promise<void>;
  /**
   * Reports that the connector waits because of the vendor's `Retry-After`: until when, and `null` when it goes on. Left out if nobody needs
   * to know.
   */
  readonly waiting?: (until: Date | null) => void;
  /** Shared by the apps and roster sources of one process; without it nobody else asks the same host. */
  readonly hosts?: HostTurns;
  /** How long one answer may take, in milliseconds; 30 seconds where it does not say. */
  readonly timeoutMs?: number;
  /** The folder of seatkeeper.yaml: relative paths in settings start here. */
  readonly directory: string;
  /** The folder for copies of files of other machines. */
  readonly downloads: string;
  /** The company's own mail domains: among several addresses, those are preferred. */
  readonly domains: readonly string[];
  /** The organisation's time zone, an IANA name. */
  readonly timezone: string;
  /** The groups that seatkeeper.yaml names. If a directory must be asked for each group's members, only these are worth it. */
  readonly groups: readonly string[];
  /**
   * What the last complete read of this source left, and `null` where that is nothing; left out where nothing is to be kept, as for a
   * check. See `Connection.keeps`.
   */
  readonly kept?: () => KeptList | null;
}

/**
 * One kind of app. Adding an app means a folder whose main file exports this, a line in `registry.ts`, one test and its fixtures.
 */
export interface Connector<Settings = unknown> {
  /** Never changes: config, database and commands use it. */
  readonly id: string;
  readonly name: string;
  /** The settings the admin writes under `settings`. Secrets arrive already filled in from the environment. */
  readonly settings: z.ZodType<Settings>;
  /** The permissions the admin must grant: `connect`, `doctor`, docs/connectors.md and an app that cannot be read show them. */
  readonly rights: readonly Right[];
  /** What some of the vendor's plans do not include. */
  readonly plans: readonly PlanNeed[];
  /** How its accounts can be removed; empty if that is done by hand in the app. */
  readonly removal: readonly RemovalWay[];
  /** The ways of one app, if they depend on its settings. `directory`: the folder of seatkeeper.yaml. */
  removalOf?(settings: Settings, directory: string): readonly RemovalWay[];
  /**
   * The page on which an admin manages this account, beginning with https://, by the vendor's documentation or by what its console itself
   * links to; `null` where there is none. Left out by an app of whose pages nothing is known: there a task links to the page of the app.
   */
  accountPage?(settings: Settings, account: Account, directory: string): string | null;
  /** What a read costs; `null` if it makes no requests, as for a file. */
  readonly requestsPer1000: Requests | null;
  /**
   * The least time between the beginnings of two full reads, in milliseconds, where the vendor asks for one. It wins over a shorter
   * `every` and over `schedule.sync`; an admin who types `sync` still reads at once. Example: Adobe asks for two hours between full
   * reads, `leastInterval: 2 * 3_600_000`.
   */
  readonly leastInterval?: number;
  /** The metadata columns it fills; `'any'` when they are known only from the data (CSV). */
  readonly columns: readonly AppColumn[] | 'any';
  readonly reports: Reports;
  /** Where the facts about it come from, and how far they are proven. Left out by a connector that is written in code. */
  readonly origin?: Origin | undefined;
  connect(settings: Settings, io: ConnectorIo): Connection;
}

export interface Connection {
  /** The cheapest call that proves credentials and scopes, and finds out what the plan withholds. Throws `ConnectorError`. */
  check(): Promise<PlanLimits>;
  /**
   * Every account, one page at a time. Ending normally means the list is complete; a connector that cannot finish throws
   * `ConnectorError`. A bad row throws too, or is set aside: a row that is merely dropped would look like "account gone".
   */
  accounts(): AsyncIterable<readonly Account[]>;
  /** The rows that could not be read. Called after `accounts`. Left out by a connector that throws for them. */
  setAside?(): SetAside;
  /** The columns of its files that nothing is read from. Called after `accounts` and `subscriptions`. */
  unusedColumns?(): UnusedColumns;
  /** Throws an error of kind `plan` if the plan withholds them: then the stored ones stay, and the capability is off. */
  subscriptions?(): Promise<readonly Subscription[]>;
  groups?(): AsyncIterable<readonly AppGroup[]>;
  /**
   * The kinds of these accounts, by id, for an app that tells them only one by one. It is asked about accounts of kind `unknown` that nobody
   * owns, and its answers are kept. Left out by an app whose list tells the kind.
   */
  kindsOf?(accounts: readonly Account[]): Promise<ReadonlyMap<string, AccountKind>>;
  /** The metadata columns found, where the connector declares `'any'`. */
  columns?(): Promise<readonly AppColumn[]>;
  /** Carries out the declared ways; left out if the settings hold no credentials that may: then removal is a task for an admin. */
  readonly removal?: Removal | undefined;
  /**
   * The accounts that the credentials of the settings belong to, those for reading and those for writing: none of them is ever removed. Empty where
   * they are nobody's. Left out where nobody can tell: plans say so then, and an admin names them under `protect:`.
   */
  ownAccounts?: OwnAccounts | undefined;
  /** The mail domains that the app knows to be the company's, the main one first. Called after `accounts`. */
  domains?(): Promise<readonly string[]>;
  /**
   * What the next read may start from: stored when this one is sealed, and with it, so that a read that fails, is held or is killed leaves
   * the list before. Called after `accounts`. A read that starts from it must still yield the whole list, and prove that it is whole.
   */
  keeps?(): ListToKeep | null;
  /** What the read over this connection has cost so far, and what the vendor says is left. */
  usage?(): Usage;
  /** What the read over this connection did not get. Called after `accounts` and the others. */
  withheld?(): PlanLimits;
  /** When the data was made, if that is not "now": a file's modification time. */
  dataAge?(): Promise<Instant | null>;
  /** The name of the file that `dataAge` is about, without its folder. */
  readonly dataFile?: string;
  /**
   * A digest of everything that `accounts` would read, and of the settings that say how: if it is the same, every account is unchanged.
   * `null` when it cannot be worked out. Left out if only reading the list can tell.
   */
  content?(): Promise<string | null>;
  /** Reads a file of this machine: there is no network to wait for, and nothing to gain by reading ahead. */
  readonly local?: boolean;
}

/** Infers `Settings` from the zod schema. */
export function defineConnector<Settings>(connector: Connector<Settings>): Connector<Settings> {
  return connector;
}
