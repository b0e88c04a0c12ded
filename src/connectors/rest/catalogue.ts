import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Connector } from '../base/connector.ts';
import type { Declaration } from '../rest-declaration/declaration.ts';
import { problemText, readDeclaration } from '../rest-declaration/read.ts';
import { connectorOf } from './declared.ts';

/** The declarations that are shipped, one file for each app; its name is the id. */
export const CATALOGUE = fileURLToPath(new URL('../../../catalogues/apps/', import.meta.url));

const ids = readdirSync(CATALOGUE)
  .flatMap((name) => /^([a-z0-9-]+)\.yaml$/.exec(name)?.[1] ?? [])
  .sort();

/** Where the declaration of a shipped app is; `null` for any other name. */
export function shippedFile(id: string): string | null {
  return ids.includes(id) ? `${CATALOGUE}${id}.yaml` : null;
}

const declarations = new Map<string, Declaration>();

/** The declaration of a shipped app. */
export function shippedDeclaration(id: string): Declaration | null {
  const file = shippedFile(id);
  if (file === null) return null;
  const known = declarations.get(id);
  if (known !== undefined) return known;
  const read = readDeclaration(readFileSync(file, 'utf8'));
  if (!read.ok) throw new Error(`catalogues/apps/${id}.yaml: ${read.problems.map(problemText).join('; ')}`);
  declarations.set(id, read.declaration);
  return read.declaration;
}

/** Every shipped app. A file is read only when the app is used, because a command needs few of them. */
export const catalogue: readonly Connector[] = ids.map(lazyConnector);

function lazyConnector(id: string): Connector {
  let made: Connector | null = null;
  const get = (): Connector => {
    const declaration = shippedDeclaration(id);
    if (declaration === null) throw new Error(`${id} is not in the catalogue`);
    made ??= connectorOf(id, declaration);
    return made;
  };
  return {
    id,
    get name() {
      return get().name;
    },
    get settings() {
      return get().settings;
    },
    get rights() {
      return get().rights;
    },
    get plans() {
      return get().plans;
    },
    get removal() {
      return get().removal;
    },
    get requestsPer1000() {
      return get().requestsPer1000;
    },
    get leastInterval() {
      return get().leastInterval ?? 0;
    },
    get columns() {
      return get().columns;
    },
    get reports() {
      return get().reports;
    },
    get origin() {
      return get().origin;
    },
    connect: (settings, io) => get().connect(settings, io),
  };
}
