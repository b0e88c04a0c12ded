import { saveDay } from '../../store/findings/days.ts';
import { openCounts } from '../../store/findings/findings.ts';
import { openLicenceFindings } from '../../store/findings/licence-findings.ts';
import type { App, Context } from '../context.ts';

/** Keeps today's numbers of an app, for the digest's chart. */
export function countDay(context: Context, app: App, day: string): void {
  const { byConcern, open } = openCounts(context.store, app.source.id);
  const licences = openLicenceFindings(context.store, app.source.id).length;
  const seats = open - (byConcern.unknown ?? 0);
  saveDay(context.store, { day, app: app.source.id, open: open + licences, seats });
}
