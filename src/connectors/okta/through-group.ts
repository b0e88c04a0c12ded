import { type Obstacle, stepBy } from '../base/removal.ts';
import type { AssigningGroup } from './assigning-groups.ts';
import type { OktaApp } from './chosen-apps.ts';

export const LEAVE = stepBy('leave-group');

/** How many groups a plan names, of which one assigns the app. */
const MOST_NAMED = 5;

/** Where several groups assign the app, only a look at the user tells which one it is. */
export function throughOneOf(groups: readonly AssigningGroup[], app: OktaApp): Obstacle {
  if (groups.length < 2) return throughGroup(groups, app);
  const group = oneOf(groups.map(({ name }) => name));
  return { kind: 'group', group, instead: null, url: null };
}

/** `Design or Sales`; of many, the first ones. */
function oneOf(names: readonly string[]): string {
  const named = names.length > MOST_NAMED ? names.slice(0, MOST_NAMED - 1) : names;
  const others = names.length - named.length;
  const each = others === 0 ? named : [...named, `one of ${others} others`];
  return `${each.slice(0, -1).join(', ')} or ${each.at(-1)}`;
}

/** To follow "the group". */
export function unnamedGroup(app: string): string {
  return `that assigns ${app}`;
}

/** Okta refuses to remove an assignment that comes from a group. */
export function throughGroup(groups: readonly AssigningGroup[], app: OktaApp): Obstacle {
  const names = groups.map(({ name }) => name).join(', ');
  return {
    kind: 'group',
    group: names === '' ? unnamedGroup(app.label) : names,
    instead: notLeft(groups, app) === null ? LEAVE : null,
    url: null,
  };
}

/** Why leaving a group does not end the assignment; `null` where it does. */
export function notLeft([group, ...others]: readonly AssigningGroup[], { label }: OktaApp): Obstacle | null {
  if (group === undefined)
    return { kind: 'other', why: `no group assigns ${label}; take the user out of the app` };
  if (others.length > 0) {
    const names = [group, ...others].map(({ name }) => name).join(', ');
    return {
      kind: 'other',
      why: `several groups assign ${label}: ${names}; take the user out of each of them`,
    };
  }
  // Okta cannot take anybody out of a group that a directory or an app manages.
  return group.isOktas ? null : { kind: 'directory', directory: null, url: null };
}
