import type { Action } from '../../domain/action.ts';
import { handleOf, isHandle } from '../../domain/long-id.ts';
import type { Form } from '../../domain/message.ts';
import { idWithHandle } from '../../store/accounts/account-handle.ts';
import { type App, type Context, listApps } from '../context.ts';
import { wholeInventory } from '../licenses/list-inventory.ts';

/**
 * An action or a form as it came from a button, with its handles replaced by the ids. An unknown handle stays, so that the refusal says
 * that there is no such account.
 */
export function wholeIds<About extends Action | Form>(context: Context, about: About): About {
  const app = 'app' in about ? listApps(context).find(({ config }) => config.id === about.app) : undefined;
  if (app === undefined) return about;
  const isItem = about.type.endsWith('-subscription');
  const ids = Object.entries(about).flatMap(([key, value]) => {
    if ((key !== 'account' && key !== 'subscription') || !isHandle(String(value))) return [];
    const id = isItem
      ? subscriptionWithHandle(context, app, value)
      : idWithHandle(context.store, app.source.id, value);
    return id === null ? [] : [[key, id]];
  });
  return ids.length === 0 ? about : { ...about, ...Object.fromEntries(ids) };
}

function subscriptionWithHandle(context: Context, app: App, handle: string): string | null {
  return wholeInventory(context, app.source.id).find(({ id }) => handleOf(id) === handle)?.id ?? null;
}
