import { count, numberText } from '../words.ts';

/** A license that accounts hold, by a name that no subscription has. */
export interface UnlistedLicense {
  readonly name: string;
  readonly accounts: number;
}

const SHOWN = 3;

/** For apps whose accounts hold nothing else. */
export function allListedText(apps: readonly string[]): string {
  return `No account of ${orJoined(apps)} holds a license that is not listed here.`;
}

function orJoined(names: readonly string[]): string {
  return names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} or ${names.at(-1)}`;
}

/** `Figma: 2 accounts hold "E5", which is a license that no subscription has.` */
export function unlistedText(app: string, unlisted: readonly UnlistedLicense[]): string {
  const shown = unlisted
    .slice(0, SHOWN)
    .map(({ name, accounts }) => `${JSON.stringify(name)} (${count(accounts, 'account')})`);
  const more = unlisted.length - shown.length;
  const rest = more > 0 ? [`${numberText(more)} more`] : [];
  return `${app}: accounts hold licenses that no subscription has: ${[...shown, ...rest].join(', ')}. The number of unassigned seats may be too high.`;
}
