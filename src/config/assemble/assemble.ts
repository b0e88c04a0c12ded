import { dirname, resolve } from 'node:path';
import { type Kinds, rosterSettings } from '../cross-file-checks.ts';
import type { ConfigFile } from '../file.ts';
import { DEMO_CONFIG, type FoundFile } from '../find.ts';
import type { FoundNetwork } from '../network.ts';
import type { Config, ConfigInput } from './loaded-config.ts';

/** The checked file with its defaults. */
export function assemble(
  file: ConfigFile,
  { file: path }: FoundFile,
  { secrets, secretFiles, network }: Pick<Config, 'secrets' | 'secretFiles'> & Pick<FoundNetwork, 'network'>,
  input: ConfigInput,
): Config {
  const { roster, apps, groups, admin, matching, ...rest } = file;
  const taken = new Set(roster.flatMap(({ id }) => id ?? []));
  return {
    ...rest,
    admin: { slack: admin.slack ?? null, teams: admin.teams ?? null, terminal: admin.terminal ?? null },
    roster: roster.map((entry) => ({
      id: entry.id ?? freeId(entry.source, taken),
      source: entry.source,
      expect: entry.expect ?? null,
      every: entry.every ?? null,
      maxAge: entry.maxAge ?? file.maxAge,
      settings: parsed(input.rosterSources, entry.source, rosterSettings(entry)),
    })),
    apps: apps.map(({ settings, ...app }) => ({
      ...app,
      name: app.name ?? appName(app.id, input.connectors),
      owner: app.owner ?? null,
      expect: app.expect ?? null,
      every: app.every ?? null,
      adminUrl: app.adminUrl ?? null,
      idleDays: app.idleDays ?? file.idleDays,
      maxAge: app.maxAge ?? file.maxAge,
      price: app.price ?? null,
      settings: parsed(input.connectors, app.connector, settings ?? {}),
    })),
    groups,
    network: { allow: file.network.allow, ...network },
    matching: { domains: file.domains, domainAliases: matching.domainAliases },
    file: path,
    directory: dirname(path),
    database: databasePath(input, path === DEMO_CONFIG),
    demo: path === DEMO_CONFIG,
    secrets,
    secretFiles,
  };
}

/** Checked before, unless a variable may be missing. */
function parsed(kinds: Kinds['connectors'], id: string, settings: unknown): unknown {
  return kinds.find((kind) => kind.id === id)?.settings.safeParse(settings).data;
}

function freeId(source: string, taken: Set<string>): string {
  let id = source;
  for (let count = 2; taken.has(id); count++) id = `${source}-${count}`;
  taken.add(id);
  return id;
}

/** `figma` read from a CSV file is still Figma; an id that is not a connector's becomes words. */
function appName(id: string, connectors: Kinds['connectors']): string {
  const words = id.replaceAll('-', ' ').trim();
  return connectors.find((kind) => kind.id === id)?.name ?? words.charAt(0).toUpperCase() + words.slice(1);
}

/** The demo company has a database of its own, so that its people never mix with yours. */
function databasePath({ flags, env, cwd }: ConfigInput, demo: boolean): string {
  const path = flags.db ?? (env.SEATKEEPER_DB || (demo ? 'data/demo.db' : 'data/seatkeeper.db'));
  return path === ':memory:' ? path : resolve(cwd, path);
}
