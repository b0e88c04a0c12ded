import {
  checkLicenses,
  type LicenseChanges,
  reconcileLicenses,
} from '../../domain/licenses/license-check.ts';
import { recordAudit } from '../../store/audit.ts';
import {
  licenseFindings,
  openLicenseFindings,
  saveLicenseFindings,
} from '../../store/findings/license-findings.ts';
import { type App, type Context, SEATKEEPER, timestamp, today } from '../context.ts';
import { inventory } from '../licenses/list-inventory.ts';

/**
 * Updates the findings about an app's subscriptions, and ends the decisions about them that no longer hold. `check`: after a sync, or
 * when an admin has changed the facts of a subscription; otherwise only decisions change them.
 */
export function updateLicenseFindings(context: Context, app: App, check: boolean): LicenseChanges {
  const { store } = context;
  const id = app.source.id;
  if (!check) return { ...NOTHING, open: openLicenseFindings(store, id) };
  const remembered = licenseFindings(store, id);
  const wanted = checkLicenses(inventory(context, id), remembered, today(context));
  const at = timestamp(context);
  const changes = reconcileLicenses(at, wanted, remembered, today(context));
  const { opened, reopened, changed, closed, lapsed } = changes;
  saveLicenseFindings(store, id, [
    ...opened,
    ...reopened,
    ...changed,
    ...closed,
    ...lapsed.map(({ record }) => record),
  ]);
  for (const { record, why } of lapsed)
    recordAudit(store, {
      at,
      actor: SEATKEEPER,
      action: 'subscription-lapsed',
      subject: `subscription:${app.config.id}/${record.subscription}`,
      detail: { why, concern: record.detail.concern },
    });
  return changes;
}

const NOTHING = { opened: [], reopened: [], changed: [], worse: [], closed: [], lapsed: [] };
