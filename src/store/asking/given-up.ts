import type { GivenUp } from '../../domain/asking/question.ts';
import type { StoredAccount } from '../accounts/accounts.ts';
import type { Store } from '../db/open.ts';
import { releaseOf } from './questions.ts';

/** The release of the seat by its owner, who works here, as long as the admins have not said that the seat stays. */
export function givenUpBy(
  store: Store,
  { app, account, person, status }: Pick<StoredAccount, 'app' | 'account' | 'person' | 'status'>,
): GivenUp | null {
  if (status !== 'active' || person === null) return null;
  const question = releaseOf(store, app, account.id);
  if (question === null || question.person !== person || question.endedAt === null) return null;
  const { id, state, endedAt } = question;
  return state === 'released' || state === 'given' || state === 'no-answer'
    ? { question: id, how: state, at: endedAt }
    : null;
}
