import type { Account } from '../../domain/account.ts';
import { type Obstacle, stepBy } from '../base/removal.ts';
import type { ObstacleRule } from '../rest-declaration/removal.ts';
import { conditionOf } from '../rest-values/rules.ts';
import { textOf } from '../rest-values/value.ts';

/** The facts that decide about a step. */
export interface Subject {
  readonly account: Account;
  /** The account as the app shows it on its own; `null` if it does not. */
  readonly row: unknown;
  readonly now: Date;
}

/** The first obstacle that stands in the way; `null` for none. */
export function obstacleOf(rules: readonly ObstacleRule[], subject: Subject): Obstacle | null {
  const rule = rules.find((each) => stands(each, subject));
  if (rule === undefined) return null;
  const { means, name, why = '', url = null, instead } = rule;
  const row = rule.when === undefined ? subject.account : subject.row;
  const named = name === undefined ? null : textOf(name)({ row, tables: new Map() });
  switch (means) {
    case 'group':
      return {
        kind: 'group',
        group: named ?? '?',
        instead: instead === undefined ? null : stepBy(instead),
        url,
      };
    case 'directory':
      return { kind: 'directory', directory: named, url };
    case 'admin':
      return { kind: 'admin' };
    case 'other':
      return { kind: 'other', why };
    default:
      return means satisfies never;
  }
}

function stands({ when, account: known }: ObstacleRule, { account, row, now }: Subject): boolean {
  if (known !== undefined) return conditionOf(known)(account, now);
  return when !== undefined && row !== null && conditionOf(when)(row, now);
}
