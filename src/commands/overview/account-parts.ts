import type { AccountCounts } from '../../domain/account-part.ts';

/** The accounts of an app by part, for scripts; they add up to `accounts`. */
export function partsData({ parts }: AccountCounts) {
  const { 'not-people': notPeople, ...others } = parts;
  return { ...others, notPeople };
}
