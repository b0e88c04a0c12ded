import { nearest } from '../../domain/lookup/nearest.ts';
import type { Path, UnplacedProblem } from '../problems.ts';
import { block, listOrEmpty } from '../unchecked-yaml.ts';

interface Kind {
  readonly id: string;
  readonly removal?: readonly { readonly key: string; readonly byHand?: true }[];
  /** The ways depend on the settings of each app. */
  readonly removalOf?: unknown;
}

/** What `removal:` and `protect:` must know of the apps. */
export function removalProblems(
  file: Readonly<Record<string, unknown>>,
  connectors: readonly Kind[],
): readonly UnplacedProblem[] {
  const apps = listOrEmpty(file.apps).map(block);
  const ids = apps.flatMap(({ id }) => (typeof id === 'string' ? [id.trim()] : []));
  const { twoPeople, ways } = block(file.removal);
  const named: readonly (readonly [unknown, Path])[] = [
    ...listOrEmpty(block(twoPeople).apps).map(
      (id, at) => [id, ['removal', 'twoPeople', 'apps', at]] as const,
    ),
    ...Object.keys(block(ways)).map((id) => [id, ['removal', 'ways', id]] as const),
    ...askedApps(file).map((id) => [id, ['ask', 'apps', id]] as const),
    ...listOrEmpty(file.protect).map((entry, at) => [block(entry).app, ['protect', at, 'app']] as const),
  ];
  return [
    ...named.flatMap(([id, at]) =>
      typeof id !== 'string' || ids.includes(id.trim()) ? [] : [unknownApp(id, at, ids)],
    ),
    ...Object.entries(block(ways)).flatMap(([id, way]) => {
      const app = apps.find((entry) => entry.id === id);
      const connector = connectors.find((kind) => kind.id === app?.connector);
      const keys = (connector?.removal ?? []).flatMap(({ key, byHand }) => (byHand === true ? [] : [key]));
      if (
        connector === undefined ||
        connector.removalOf !== undefined ||
        typeof way !== 'string' ||
        keys.includes(way.trim())
      )
        return [];
      const write =
        keys.length === 0 ? 'its accounts are removed by hand' : `write one of: ${keys.join(', ')}`;
      return [
        { at: ['removal', 'ways', id], message: `"${way}" is not a way to remove its accounts; ${write}` },
      ];
    }),
  ];
}

/** Named in a list, or as keys. */
function askedApps(file: Readonly<Record<string, unknown>>): readonly string[] {
  const { apps } = block(file.ask);
  return Array.isArray(apps) ? apps.filter((id) => typeof id === 'string') : Object.keys(block(apps));
}

function unknownApp(id: string, at: Path, ids: readonly string[]): UnplacedProblem {
  const near = nearest(id, ids);
  const hint = near === null ? `write one of: ${ids.join(', ')}` : `did you mean ${near}?`;
  return { at, message: `"${id}" is not the id of an app; ${hint}` };
}
