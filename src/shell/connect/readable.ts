import type { Capability, Reports, Right } from '../../connectors/base/declaration.ts';
import type { Withheld } from '../../domain/sync/withheld.ts';

/** What a connector or a roster source declares about its reads. */
interface Declares {
  readonly reports?: Reports;
  readonly rights: readonly Right[];
}

/** What can be read, in the order of `Capability`: all that is declared, but what this token or plan withholds. */
export function readableOf(
  what: 'app' | 'roster',
  { reports, rights }: Declares,
  withheld: readonly Withheld[],
): readonly Capability[] {
  const declared = new Set<Capability>([
    what === 'app' ? 'accounts' : 'people',
    ...rights.map((right) => right.for),
    ...(reports === undefined ? [] : reported(reports)),
  ]);
  const whole = new Set(
    withheld.filter(({ partly, from }) => !partly && !from).map(({ capability }) => capability),
  );
  // Removal has nothing to do with reading.
  return ORDER.filter((each) => declared.has(each) && !whole.has(each));
}

function reported({ email, lastActive, subscriptions, groups }: Reports): readonly Capability[] {
  return [
    ...(email.level === 'never' ? [] : (['email'] as const)),
    ...(lastActive.level === 'none' ? [] : (['lastActive'] as const)),
    ...(subscriptions.level === 'no' ? [] : (['subscriptions'] as const)),
    ...(groups.level === 'no' ? [] : (['groups'] as const)),
  ];
}

const ORDER = [
  ...(['accounts', 'people', 'email', 'kind', 'role', 'licenses', 'lastActive', 'lastDay'] as const),
  ...(['subscriptions', 'groups'] as const),
] as const satisfies readonly Capability[];
