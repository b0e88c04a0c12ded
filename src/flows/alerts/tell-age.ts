import { type AwaitedApps, type Context, listApps } from '../context.ts';
import { isOldSource } from '../data-age.ts';
import { closingOf } from './closing.ts';
import { updateFindings } from './update-findings.ts';

/** Alerts that were written just before their apps were read now say how old the data is, if the read brought nothing newer. */
export function tellAge(context: Context, { told }: AwaitedApps): void {
  const { store } = context;
  const old = listApps(context).filter(
    ({ config, source }) => told.has(config.id) && isOldSource(context, source),
  );
  if (old.length === 0) return;
  store.write(() => {
    for (const app of old)
      updateFindings(context, app, {
        rows: [],
        closing: (row) => closingOf(context, row),
        sync: false,
        retell: true,
      });
  });
}
