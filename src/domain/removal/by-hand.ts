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
