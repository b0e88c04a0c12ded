import type { Caller } from '../../domain/caller.ts';
import { recordAudit } from '../../store/audit.ts';
import { readSetting, removeSetting, saveSetting } from '../../store/settings.ts';
import { type App, type Context, timestamp } from '../context.ts';

/** The columns an admin chose for an app's table, by key, with the admin and the time; `null` for the default columns. */
export function chosenColumns(
  context: Context,
  app: App,
): { readonly keys: readonly string[]; readonly by: string; readonly at: string } | null {
  const found = readSetting(context.store, settingOf(app));
  return found === null ? null : { keys: JSON.parse(found.value) as string[], by: found.by, at: found.at };
}

/** Saves the columns of an app's table for everyone; `null` goes back to the default columns. */
export function chooseColumns(context: Context, by: Caller, app: App, keys: readonly string[] | null): void {
  const { store } = context;
  const at = timestamp(context);
  store.write(() => {
    const before = chosenColumns(context, app)?.keys ?? null;
    if (keys === null) removeSetting(store, settingOf(app));
    else saveSetting(store, settingOf(app), { value: JSON.stringify(keys), by: by.name, at });
    recordAudit(store, {
      at,
      actor: by.id,
      action: 'columns',
      subject: `app:${app.config.id}`,
      detail: { before, columns: keys },
    });
  });
}

function settingOf({ config }: App): string {
  return `columns:${config.id}`;
}
