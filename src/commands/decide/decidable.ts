import type { App, Context } from '../../flows/context.ts';
import { accountNamed, exactAccount } from '../arguments.ts';
import { subscriptionsCalled } from '../licenses/find-subscription.ts';

/** What `known` and `snooze` decide on, by its own id. */
export interface Decidable {
  readonly kind: 'account' | 'subscription';
  readonly id: string;
}

/** The account an admin means, or the subscription where no account has that name. */
export async function decidableNamed(
  context: Context,
  app: App,
  word: string | undefined,
): Promise<Decidable> {
  if (word !== undefined && (await exactAccount(context, app, word)) === null) {
    const [only, second] = subscriptionsCalled(context, [app], word);
    if (only !== undefined && second === undefined) return { kind: 'subscription', id: only.item.id };
  }
  return { kind: 'account', id: (await accountNamed(context, app, word)).account.id };
}
