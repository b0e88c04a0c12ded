import type { RemovalWay } from '../base/declaration.ts';
import type { Declaration } from '../rest-declaration/declaration.ts';

/** The ways of a declared app as the rest of Seatkeeper knows them. */
export function waysOf({ removal, scim }: Pick<Declaration, 'removal' | 'scim'>): readonly RemovalWay[] {
  return removal.map((step) => wayOf(step, scim !== undefined && step.request === undefined));
}

type Step = Declaration['removal'][number];

/** `plain`: carried out as SCIM says. */
function wayOf(step: Step, plain: boolean): RemovalWay {
  const { way, name, disablesAccess, freesSeat, stays, rights, except, undoDays, settles } = step;
  // SCIM itself can set a user to active again.
  const canUndo = plain ? way === 'disable' : step.undo !== undefined;
  return {
    key: keyOf(step),
    way,
    name,
    disablesAccess: disablesAccess ?? way !== 'free-seat',
    freesSeat,
    reversible: step.reversible && canUndo,
    stays,
    rights,
    ...(except === undefined ? {} : { except }),
    ...(undoDays === undefined ? {} : { undoDays }),
    ...(settles === undefined ? {} : { settles: settles * 1000 }),
    ...(vanishes(step, plain) ? { vanishes: true as const } : {}),
    ...(plain || step.readBack !== undefined ? {} : { provenBy: 'list' as const }),
  };
}

/** Only the fact that the account is gone shows that the step worked. */
function vanishes({ way, readBack }: Step, plain: boolean): boolean {
  return plain ? way === 'delete' : readBack !== undefined && readBack.when === undefined;
}

export function keyOf({ key, way }: Pick<Step, 'key' | 'way'>): string {
  return key ?? way;
}

/**
 * The usual one of these ways: the first one, but a deletion only if there is no other. A step that only replaces another one, such as
 * leaving a group, is never the usual one.
 */
export function usualOf<Way extends Pick<Step, 'key' | 'way'>>(
  ways: readonly Way[],
  declared: readonly Pick<Step, 'obstacles'>[],
): readonly Way[] {
  const standsIn = new Set(declared.flatMap(({ obstacles }) => obstacles.map(({ instead }) => instead)));
  const own = ways.filter((way) => !standsIn.has(keyOf(way)));
  const usual = own.find(({ way }) => way !== 'delete') ?? own[0];
  return usual === undefined ? [] : [usual];
}
