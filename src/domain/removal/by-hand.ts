import type { OperationReason } from './operation.ts';
import type { PlannedStep } from './plan.ts';

/** A step that an admin carries out in the app, where it replaces no declared way. */
export const BY_HAND = 'by-hand';
const INSTEAD = `${BY_HAND}:`;

/** The way of a step that an admin carries out instead of that one: `by-hand:suspend`. */
export function byHandFor(way: string): string {
  return `${INSTEAD}${way}`;
}

export function isByHandWay(way: string): boolean {
  return way === BY_HAND || way.startsWith(INSTEAD);
}

/** The way that a connector declares: for a step that is taken back or carried out by hand, the way that it is about. */
export function declaredKey(way: string): string {
  return way.replace(/^undo:/, '').replace(INSTEAD, '');
}

/** Who owns the seat of a step by hand, and where that ends: the card says it as the plan did. */
export function whyByHand({
  how,
  because,
  url,
}: Pick<PlannedStep, 'how' | 'because' | 'url'>): OperationReason | null {
  if (how !== 'by-hand' || because === null) return null;
  const where = url === null ? {} : { url };
  switch (because.kind) {
    case 'group':
      return { kind: 'obstacle', obstacle: 'group', name: because.group, ...where };
    case 'directory':
      return { kind: 'obstacle', obstacle: 'directory', name: because.directory, ...where };
    case 'other':
      return { kind: 'obstacle', obstacle: 'other', name: because.why, ...where };
    case 'admin':
      return { kind: 'obstacle', obstacle: 'admin', name: null, ...where };
    case 'no-api':
    case 'no-credentials':
      return null;
    default:
      return because satisfies never;
  }
}
