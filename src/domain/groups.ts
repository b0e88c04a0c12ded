/** A group as a directory knows it. */
export interface DirectoryGroup {
  readonly name: string;
  /** Names of the groups in it: the members of those are members of this one too. */
  readonly contains: readonly string[];
}

/** A group as one place knows it: seatkeeper.yaml, or a directory. Several with the same name are one group. */
export interface Group extends DirectoryGroup {
  /** Ids of the apps its members should have. */
  readonly apps: readonly string[];
}

/** One way in which a person gets an app. */
export interface Grant {
  /** The group that grants it. */
  readonly group: string;
  /** The groups inside it, down to the one the person is in; empty when they are in the granting group itself. */
  readonly path: readonly string[];
}

/** `Customer teams (Sales)`: the granting group, and the inner group through which it is granted. */
export function grantText({ group, path }: Grant): string {
  return path.length === 0 ? group : `${group} (${path.join(' > ')})`;
}

/** What groups grant in one app, compared with what people have. People who left should have nothing and are not counted. */
export interface Drift {
  /** People who should have it. */
  readonly granted: number;
  /** Those of them who have it. */
  readonly covered: number;
  /** Accounts of people who are in no group that grants it. */
  readonly without: number;
}

/** What people should have according to their groups. */
export interface GroupBook {
  readonly groups: ReadonlyMap<string, Group>;
  /**
   * The groups whose members should have the app: those that grant it, and every group in them, however deep. Inner groups
   * get what an outer group grants, never the other way round.
   */
  granting(app: string): ReadonlySet<string>;
  /** How a member of the group gets the app; empty when the group does not grant it. */
  grants(app: string, name: string): readonly Grant[];
  /** The group and every group in it: their members are members of the group. */
  inside(name: string): ReadonlySet<string>;
  /** Every group that this one is in, at any depth. */
  around(name: string): ReadonlySet<string>;
}

/** In a directory a group may contain itself through others, so no group is walked twice. */
export function groupBook(all: Iterable<Group>): GroupBook {
  const groups = new Map<string, Group>();
  for (const group of all) {
    const { apps = [], contains = [] } = groups.get(group.name) ?? {};
    groups.set(group.name, {
      name: group.name,
      apps: [...new Set([...apps, ...group.apps])],
      contains: [...new Set([...contains, ...group.contains])],
    });
  }
  const outer = new Map<string, string[]>();
  for (const { name, contains } of groups.values())
    for (const inner of contains) outer.set(inner, [...(outer.get(inner) ?? []), name]);
  const inside = (name: string) => walk([name], (at) => groups.get(at)?.contains ?? []);
  return {
    groups,
    inside,
    granting: (app) =>
      walk(
        [...groups.values()].filter(({ apps }) => apps.includes(app)).map(({ name }) => name),
        (at) => groups.get(at)?.contains ?? [],
      ),
    grants(app, name) {
      const below = new Map<string, string | null>([[name, null]]);
      const found: Grant[] = [];
      for (const at of below.keys()) {
        if (groups.get(at)?.apps.includes(app) === true) found.push({ group: at, path: pathDown(below, at) });
        for (const up of outer.get(at) ?? []) if (!below.has(up)) below.set(up, at);
      }
      return found;
    },
    around: (name) => {
      const found = new Set(walk([name], (at) => outer.get(at) ?? []));
      found.delete(name);
      return found;
    },
  };
}

/** Groups that contain each other in a circle, named in its order; `null` when there is none. */
export function findCircle(groups: Iterable<Pick<Group, 'name' | 'contains'>>): readonly string[] | null {
  const contains = new Map([...groups].map((group) => [group.name, group.contains]));
  const done = new Set<string>();
  for (const start of contains.keys()) {
    const path: string[] = [];
    const onPath = new Map<string, number>();
    const steps = [[start]];
    while (steps.length > 0) {
      const next = steps.at(-1)?.shift();
      if (next === undefined) {
        steps.pop();
        const left = path.pop();
        if (left !== undefined) {
          done.add(left);
          onPath.delete(left);
        }
        continue;
      }
      const at = onPath.get(next);
      if (at !== undefined) return path.slice(at);
      if (done.has(next)) continue;
      onPath.set(next, path.push(next) - 1);
      steps.push([...(contains.get(next) ?? [])]);
    }
  }
  return null;
}

/** The groups under one of them, down to where the walk began. */
function pathDown(below: ReadonlyMap<string, string | null>, from: string): readonly string[] {
  const path: string[] = [];
  for (let at = below.get(from) ?? null; at !== null; at = below.get(at) ?? null) path.push(at);
  return path;
}

function walk(from: readonly string[], next: (name: string) => readonly string[]): ReadonlySet<string> {
  const seen = new Set(from);
  for (const name of seen) for (const other of next(name)) seen.add(other);
  return seen;
}
