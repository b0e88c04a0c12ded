/** A step that an admin carries out in the app, where there is no way that it stands for. */
export const BY_HAND = 'by-hand';
const INSTEAD = `${BY_HAND}:`;

/** The way of a step that an admin carries out instead of that one: `by-hand:suspend`. */
export function byHandFor(way: string): string {
  return `${INSTEAD}${way}`;
}

export function isByHandWay(way: string): boolean {
  return way === BY_HAND || way.startsWith(INSTEAD);
}

/** The way that a connector declares: of a step that is taken back, or that is carried out by hand, the one that it is about. */
export function declaredKey(way: string): string {
  return way.replace(/^undo:/, '').replace(INSTEAD, '');
}
