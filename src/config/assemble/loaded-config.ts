import type { Term, Terms } from '../../domain/licenses/subscription.ts';
import type { GuardLimits, MatchingPolicy } from '../../domain/policy.ts';
import type { Kinds } from '../cross-file-checks.ts';
import type { Environment, RawEnvironment } from '../environment.ts';
import type { ConfigFile } from '../file.ts';
import type { Network } from '../network.ts';
import type { Path } from '../problems.ts';
import type { SecretFile } from '../secret-files/secret-files.ts';

export interface RosterConfig {
  /** Unique and stable: `csv`, and `csv-2` for the second of a kind, unless the admin chose one. */
  readonly id: string;
  readonly source: string;
  /** About how many people it lists; `null` when the admin does not say. */
  readonly expect: number | null;
  /** Milliseconds between two reads, or a cron expression; `null` where `schedule.sync` holds. */
  readonly every: number | string | null;
  /** Days after which its data counts as old. */
  readonly maxAge: number;
  /** As the source's own schema returned it. */
  readonly settings: unknown;
}

export interface AppConfig {
  readonly id: string;
  readonly name: string;
  readonly connector: string;
  readonly owner: string | null;
  /** About how many accounts it has; `null` when the admin does not say. */
  readonly expect: number | null;
  /** Milliseconds between two reads, or a cron expression; `null` where `schedule.sync` holds. */
  readonly every: number | string | null;
  /** Where its users are managed. */
  readonly adminUrl: string | null;
  readonly idleDays: number;
  /** Days after which its data counts as old. */
  readonly maxAge: number;
  /** What every seat costs per `term`, where the admin says so for the app itself. */
  readonly price: {
    readonly unit: number;
    readonly currency: string;
    readonly term: Term;
    readonly renewsOn: string | null;
    readonly noticeDays: number | null;
  } | null;
  /** What seatkeeper.yaml adds to its subscriptions; `name` is an id, a SKU or a product name as the admin wrote it. */
  readonly subscriptions: readonly { readonly name: string; readonly terms: Partial<Terms> }[];
  /** As the connector's own schema returned it. */
  readonly settings: unknown;
}

/** Which apps the members of a group should have. */
interface GroupConfig {
  /** Ids of the apps its members should have. */
  readonly apps: readonly string[];
  /** Names of the groups in it, from here, the roster or a directory. */
  readonly groups: readonly string[];
  /** Addresses of people in it, in addition to those that the roster puts there. */
  readonly members: readonly string[];
}

/** Everything seatkeeper.yaml decides, checked and with its defaults. */
export interface Config {
  readonly organisation: string;
  readonly domains: readonly string[];
  readonly timezone: string;
  readonly admin: {
    readonly slack: {
      readonly channel: string;
      readonly users: readonly string[];
      readonly channelMembersMayChange: boolean;
    } | null;
    readonly teams: { readonly users: readonly string[] } | null;
    /** The addresses of the users of this machine, by their names. */
    readonly terminal: { readonly users: Readonly<Record<string, string>> } | null;
  };
  /** Cron expressions, in `timezone`. */
  readonly schedule: { readonly sync: string; readonly digest: string };
  readonly sync: ConfigFile['sync'];
  readonly roster: readonly RosterConfig[];
  /** Ids of roster sources: the first that knows a person says whether they work here, and until when. */
  readonly precedence: Readonly<Record<'status' | 'department' | 'manager', readonly string[]>>;
  readonly apps: readonly AppConfig[];
  readonly groups: Readonly<Record<string, GroupConfig>>;
  readonly matching: MatchingPolicy;
  readonly network: Network;
  readonly guard: { readonly app: GuardLimits; readonly roster: GuardLimits };
  readonly alerts: { readonly repostAfterHours: number };
  readonly idleDays: number;
  readonly removal: ConfigFile['removal'];
  /** Whether people are asked about seats that they do not use, and how. */
  readonly ask: ConfigFile['ask'];
  /** Who and what is never removed. */
  readonly protect: ConfigFile['protect'];
  /** The file, and its folder: relative paths in settings start there. */
  readonly file: string;
  readonly directory: string;
  /** Path of the SQLite file. */
  readonly database: string;
  /** Nothing was configured, so this is the demo company. */
  readonly demo: boolean;
  /** Every value that came out of the environment or out of a file of a secret, for redaction. */
  readonly secrets: readonly string[];
  /** Which of them came out of files. */
  readonly secretFiles: readonly SecretFile[];
}

export interface ConfigInput extends Kinds {
  readonly flags: { readonly config?: string | undefined; readonly db?: string | undefined };
  readonly env: RawEnvironment;
  readonly cwd: string;
  /** Whether variables may be missing: an entry that needs one has no usable settings then. Not unless said so. */
  readonly unset?: 'allowed';
}

export interface LoadedConfig {
  readonly config: Config;
  readonly environment: Environment;
  /** Where the file names variables that are not set. Empty unless `unset` allowed it. */
  readonly unset: readonly UnsetVariable[];
}

interface UnsetVariable {
  readonly at: Path;
  readonly name: string;
}
