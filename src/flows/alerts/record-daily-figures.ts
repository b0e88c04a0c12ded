import { saveDay } from '../../store/findings/days.ts';
import { openCounts } from '../../store/findings/finding-counts.ts';
import { openLicenseFindings } from '../../store/findings/license-findings.ts';
import type { App, Context } from '../context.ts';

/** Records today's numbers of an app for the digest's chart. */
export function countDay(context: Context, app: App, day: string): void {
  const { byConcern, open } = openCounts(context.store, app.source.id);
  const licenses = openLicenseFindings(context.store, app.source.id).length;
  const seats = open - (byConcern.unknown ?? 0);
  saveDay(context.store, { day, app: app.source.id, open: open + licenses, seats });
}
