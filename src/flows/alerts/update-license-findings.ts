import {
  checkLicenses,
  type LicenseChanges,
  reconcileLicenses,
} from '../../domain/licenses/license-check.ts';
import {
  licenseFindings,
  openLicenseFindings,
  saveLicenseFindings,
} from '../../store/findings/license-findings.ts';
import { type App, type Context, timestamp, today } from '../context.ts';
import { inventory } from '../licenses/list-inventory.ts';

/**
 * Updates the findings about an app's subscriptions after a sync. Between syncs they stay as they are, because nothing that an
 * admin or the roster changes concerns them.
 */
export function updateLicenseFindings(context: Context, app: App, sync: boolean): LicenseChanges {
  const { store } = context;
  const id = app.source.id;
  if (!sync) return { ...NOTHING, open: openLicenseFindings(store, id) };
  const remembered = licenseFindings(store, id);
  const wanted = checkLicenses(inventory(context, id), remembered, today(context));
  const changes = reconcileLicenses(timestamp(context), wanted, remembered);
  const { opened, reopened, changed, closed } = changes;
  saveLicenseFindings(store, id, [...opened, ...reopened, ...changed, ...closed]);
  return changes;
}

const NOTHING = { opened: [], reopened: [], changed: [], worse: [], closed: [] };
