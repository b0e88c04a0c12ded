import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { variableFor } from '../../chat/say/connect/connect.ts';
import { type AppConfig, type Config, environment } from '../../config/config.ts';
import type { ConnectorIo } from '../../connectors/base/connector.ts';
import { ConnectorError } from '../../connectors/base/errors.ts';
import { shippedFile } from '../../connectors/rest/catalogue.ts';
import { readFirstPage } from '../../connectors/rest/first-page.ts';
import { settingsOf } from '../../connectors/rest/settings.ts';
import type { Declaration } from '../../connectors/rest-declaration/declaration.ts';
import { readDeclaration } from '../../connectors/rest-declaration/read.ts';
import type { Account } from '../../domain/account.ts';
import type { CheckedDeclaration, DeclarationTrial } from '../../domain/files/declaration-reading.ts';

const SHOWN_ACCOUNTS = 5;
const SHOWN = [
  'id',
  'emails',
  'username',
  'name',
  'state',
  'kind',
  'role',
  'licenses',
  'lastActive',
  'created',
] as const;

/** Declarations as an admin who writes one asks about them. A name is a file, or the id of an app of the catalogue. */
export interface Declarations {
  /** Without names, checks those in seatkeeper.yaml. */
  lint(names: readonly string[]): readonly CheckedDeclaration[];
  /** Reads the first page with the settings of the app in seatkeeper.yaml that has this declaration, or from the environment. */
  try(name: string): Promise<DeclarationTrial>;
}

export function openDeclarations(config: Config, io: (app: string) => ConnectorIo): Declarations {
  return {
    lint: (names) => (names.length > 0 ? names : filesIn(config)).map((name) => checked(name).result),
    async try(name) {
      const { result, declaration } = checked(name);
      if (declaration === null) return { kind: 'faulty', checked: result };
      const { file } = result;
      const given = givenFor(config, name, declaration);
      if (given.missing.length > 0) return { kind: 'unset', file, settings: given.missing };
      const requests: string[] = [];
      try {
        const settings = settingsOf(declaration).parse(given.settings);
        const page = await readFirstPage(
          declaration,
          settings,
          io(nameOf(name)),
          (each) => void requests.push(each),
        );
        const { accounts, unread, withheld } = page;
        return {
          kind: 'read',
          file,
          name: declaration.name,
          rows: accounts.length,
          first: accounts.slice(0, SHOWN_ACCOUNTS).map((account) => asShown(account, declaration)),
          unread,
          requests,
          withheld: withheld.map(({ capability, reason }) => `${capability}: ${reason}`),
        };
      } catch (error) {
        if (!(error instanceof ConnectorError)) throw error;
        return { kind: 'failed', file, problem: error.message, requests };
      }
    },
  };
}

function checked(name: string): { result: CheckedDeclaration; declaration: Declaration | null } {
  const file = shippedFile(name) ?? name;
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    return {
      result: { file, faults: [{ line: null, path: '', message: 'cannot be read' }], notes: [] },
      declaration: null,
    };
  }
  const read = readDeclaration(text);
  return read.ok
    ? { result: { file, faults: [], notes: read.notes }, declaration: read.declaration }
    : { result: { file, faults: read.problems, notes: [] }, declaration: null };
}

function filesIn({ apps, directory }: Config): readonly string[] {
  return [...new Set(apps.flatMap((app) => declarationFile(app, directory) ?? []))];
}

function declarationFile({ connector, settings }: AppConfig, directory: string): string | null {
  const { declaration } = (connector === 'rest' ? settings : {}) as { declaration?: unknown };
  return typeof declaration === 'string' ? resolve(directory, declaration) : null;
}

/** `acme` of `./acme.yaml`. */
function nameOf(name: string): string {
  return name.replace(/^.*[/\\]/, '').replace(/\.ya?ml$/, '');
}

/** The settings of the app with this declaration; missing ones may be in the environment. */
function givenFor({ apps, directory }: Config, name: string, { settings: asked }: Declaration) {
  const app = apps.find(
    (each) => each.connector === name || declarationFile(each, directory) === resolve(name),
  );
  const { declaration: _, ...told } = (app?.settings ?? {}) as Record<string, unknown>;
  const variables = environment();
  const settings: Record<string, unknown> = { ...told };
  const missing: { key: string; variable: string }[] = [];
  for (const [key, { optional, default: usual }] of Object.entries(asked)) {
    const variable = variableFor(nameOf(name), key);
    settings[key] ??= variables[variable]?.trim() || undefined;
    if (settings[key] !== undefined) continue;
    delete settings[key];
    if (optional !== true && usual === undefined) missing.push({ key, variable });
  }
  const base = variables[variableFor(nameOf(name), 'base')]?.trim();
  if (base) settings.base ??= base;
  return { settings, missing };
}

function asShown(account: Account, { map }: Declaration): Record<string, string> {
  const own = Object.entries(map?.columns ?? {}).map(
    ([key, { label }]) => [label, account.columns[key]] as const,
  );
  const all = [...SHOWN.map((field) => [field, account[field]] as const), ...own];
  return Object.fromEntries(
    all.map(([field, value]) => [field, Array.isArray(value) ? value.join(', ') : String(value ?? '')]),
  );
}
