import { count, numberText } from '../words.ts';

/** A license that accounts hold, by a name that no subscription has. */
export interface UnlistedLicense {
  readonly name: string;
  readonly accounts: number;
}

const SHOWN = 3;

/** `Figma: 2 accounts hold "E5", which is a license that no subscription has.` */
export function unlistedText(app: string, unlisted: readonly UnlistedLicense[]): string {
  if (unlisted.length === 0) return `No account of ${app} holds a license that is not listed here.`;
  const shown = unlisted
    .slice(0, SHOWN)
    .map(({ name, accounts }) => `${JSON.stringify(name)} (${count(accounts, 'account')})`);
  const more = unlisted.length - shown.length;
  const rest = more > 0 ? [`${numberText(more)} more`] : [];
  return `${app}: accounts hold licenses that no subscription has: ${[...shown, ...rest].join(', ')}. The number of unassigned seats may be too high.`;
}
