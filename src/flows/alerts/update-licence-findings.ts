import {
  checkLicences,
  type LicenceChanges,
  reconcileLicences,
} from '../../domain/licences/licence-check.ts';
import {
  licenceFindings,
  openLicenceFindings,
  saveLicenceFindings,
} from '../../store/findings/licence-findings.ts';
import { type App, type Context, timestamp, today } from '../context.ts';
import { inventory } from '../licences/inventory.ts';

/**
 * Brings what is wrong with an app's subscriptions in line with what a sync read. Between syncs they stand as they are:
 * nothing an admin or the roster changes is about them.
 */
export function settleLicences(context: Context, app: App, sync: boolean): LicenceChanges {
  const { store } = context;
  const id = app.source.id;
  if (!sync) return { ...NOTHING, open: openLicenceFindings(store, id) };
  const remembered = licenceFindings(store, id);
  const wanted = checkLicences(inventory(context, id), remembered, today(context));
  const changes = reconcileLicences(timestamp(context), wanted, remembered);
  const { opened, reopened, changed, closed } = changes;
  saveLicenceFindings(store, id, [...opened, ...reopened, ...changed, ...closed]);
  return changes;
}

const NOTHING = { opened: [], reopened: [], changed: [], worse: [], closed: [] };
