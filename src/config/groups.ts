import { findCircle } from '../domain/groups.ts';
import { nearest } from '../domain/lookup/nearest.ts';
import type { UnplacedProblem } from './problems.ts';
import { block, listOrEmpty } from './unchecked-yaml.ts';

/** Groups must grant apps that are in the file, and none may contain itself. */
export function groupProblems(
  groups: Readonly<Record<string, unknown>>,
  apps: readonly unknown[],
): readonly UnplacedProblem[] {
  return [...unknownApps(groups, apps), ...circle(groups)];
}

function unknownApps(
  groups: Readonly<Record<string, unknown>>,
  apps: readonly unknown[],
): readonly UnplacedProblem[] {
  const ids = apps.map((app) => block(app).id).filter((id) => typeof id === 'string');
  return Object.entries(groups).flatMap(([group, entry]) => {
    const at = Array.isArray(entry) ? [] : ['apps'];
    return listOrEmpty(Array.isArray(entry) ? entry : block(entry).apps).flatMap((id, index) => {
      if (typeof id !== 'string' || ids.includes(id)) return [];
      // An id with capitals is reported only where it is written.
      if (ids.some((known) => known.toLowerCase() === id)) return [];
      const near = nearest(id, ids);
      const write =
        near === null ? `the id of one under apps: ${ids.join(', ') || 'there are none yet'}` : near;
      return [{ at: ['groups', group, ...at, index], message: `there is no app "${id}"; write ${write}` }];
    });
  });
}

function circle(groups: Readonly<Record<string, unknown>>): readonly UnplacedProblem[] {
  const found = findCircle(
    Object.entries(groups).map(([name, entry]) => ({
      name,
      contains: listOrEmpty(block(entry).groups).flatMap((inner) =>
        typeof inner === 'string' ? [inner.trim()] : [],
      ),
    })),
  );
  const [first] = found ?? [];
  if (found === null || first === undefined) return [];
  const way = [...found, first].join(' contains ');
  return [
    { at: ['groups', first, 'groups'], message: `${way}: a group cannot be in itself; take one of them out` },
  ];
}
