import { resolve } from 'node:path';
import { z } from 'zod';
import { check } from '../../config/issues.ts';
import { type Connection, type ConnectorIo, defineConnector } from '../base/connector.ts';
import { ConnectorError } from '../base/errors.ts';
import { Declaration } from '../rest-declaration/declaration.ts';
import { problemText, type ReadDeclaration } from '../rest-declaration/read.ts';
import { waysOf } from '../rest-removal/ways.ts';
import { connectDeclared } from './connection.ts';
import { declarationAt } from './declaration-file.ts';
import { declaredPage } from './declared.ts';
import { OWN, settingsOf } from './settings.ts';

const Settings = z
  .object({
    declaration: z
      .union([z.string().min(1), z.record(z.string(), z.unknown())])
      .describe('the path of a file that declares the app, or the declaration itself; see docs/rest.md'),
    ...OWN,
  })
  .catchall(z.unknown())
  .superRefine(({ declaration, ...given }, context) => {
    if (typeof declaration === 'string') return;
    const issue = (path: readonly PropertyKey[], message: string) =>
      context.addIssue({ code: 'custom', path: [...path], message });
    const { value, problems } = check(Declaration, declaration, ['declaration']);
    for (const { at, message } of problems) issue(at, message);
    if (value === null) return;
    for (const { at, message } of check(settingsOf(value), told(given), []).problems) issue(at, message);
  });

type Settings = z.infer<typeof Settings>;

/** Any app with a REST API that somebody declared: docs/rest.md. */
export const rest = defineConnector<Settings>({
  id: 'rest',
  name: 'REST API',
  settings: Settings,
  rights: [
    { name: 'What its declaration names', for: 'accounts', why: 'reads the list of users', where: null },
  ],
  plans: [],
  removal: [],
  removalOf: (settings, directory) => {
    const declaration = usableIn(settings, directory);
    return declaration === null ? [] : waysOf(declaration);
  },
  accountPage({ declaration: written, ...given }, account, directory) {
    const declaration = usableIn({ declaration: written, ...given }, directory);
    if (declaration === null) return null;
    const { value } = check(settingsOf(declaration), told(given), []);
    return value === null ? null : declaredPage(declaration, value, account);
  },
  requestsPer1000: { per1000: 10, besides: 1, note: 'For a list of 100 a page; its declaration tells.' },
  columns: 'any',
  reports: {
    email: { level: 'sometimes', note: 'Where its declaration names them.' },
    lastActive: { level: 'exact', note: 'Where its declaration names it.' },
    subscriptions: { level: 'yes', note: 'Where its declaration names them.' },
    groups: { level: 'no', note: 'Groups of the app are not read.' },
  },
  connect: (settings, io) => lazily(() => connection(settings, io)),
});

function connection({ declaration: written, ...given }: Settings, io: ConnectorIo): Connection {
  const declaration = typeof written === 'string' ? declarationIn(written, io) : Declaration.parse(written);
  const { value, problems } = check(settingsOf(declaration), told(given), []);
  const [first] = problems;
  if (value === null || first !== undefined)
    throw new ConnectorError(
      io.app,
      'bad-file',
      `The settings do not fit the declaration: ${problems.map(({ at, message }) => `${at.join('.')} ${message}`).join('; ')}`,
    );
  return connectDeclared(declaration, value, io);
}

/** The declaration, for uses other than a read; `null` if it cannot be used, which the read of the app reports. */
function usableIn({ declaration: written }: Settings, directory: string): Declaration | null {
  if (typeof written !== 'string') return Declaration.safeParse(written).data ?? null;
  try {
    const read = declarationAt(resolve(directory, written));
    return read.ok ? read.declaration : null;
  } catch {
    return null;
  }
}

function declarationIn(path: string, { app, directory }: ConnectorIo): Declaration {
  let read: ReadDeclaration;
  try {
    read = declarationAt(resolve(directory, path));
  } catch (cause) {
    throw new ConnectorError(app, 'bad-file', `The declaration ${path} cannot be read`, { cause });
  }
  if (read.ok) return read.declaration;
  const [first, ...others] = read.problems;
  const more = others.length === 0 ? '' : `; ${others.length} more, see seatkeeper connectors lint`;
  throw new ConnectorError(
    app,
    'bad-file',
    `The declaration ${path} cannot be used: ${first === undefined ? '' : problemText(first)}${more}`,
  );
}

/** The settings that were written, without those that were left out. */
function told(given: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
}

/** A file is read when the app is: a declaration that is wrong is an error of this app alone. */
function lazily(open: () => Connection): Connection {
  let opened: Connection | null = null;
  const now = () => {
    opened ??= open();
    return opened;
  };
  // Only the planning of removals asks for these two: an app that cannot be opened has none, and its read says why.
  const ifUsable = () => {
    try {
      return now();
    } catch (error) {
      if (error instanceof ConnectorError) return undefined;
      throw error;
    }
  };
  return {
    get removal() {
      return ifUsable()?.removal;
    },
    get ownAccounts() {
      return ifUsable()?.ownAccounts;
    },
    check: async () => now().check(),
    async *accounts() {
      yield* now().accounts();
    },
    subscriptions: async () => (await now().subscriptions?.()) ?? [],
    withheld: () => opened?.withheld?.() ?? [],
    usage: () => opened?.usage?.() ?? { requests: 0, left: [] },
  };
}
