import { ConnectorError } from '../base/errors.ts';
import { adviceFor } from '../google/answers.ts';
import type { GoogleUser } from '../google/users.ts';
import type { UsageReport } from './activity.ts';
import type { GoogleLicenses } from './licenses.ts';

/** This many may have been deleted since the report was made, whatever the size of the company. */
const FEW = 5;
/** Percentage of the people who are known from the report or the licenses. */
const PERCENT = 10;

/** Other lists that tell who should be in the list of users. */
export interface Witnesses {
  saw(user: GoogleUser): void;
  /** Throws when many people who are known from elsewhere were not in the list. */
  end(app: string): void;
}

/**
 * The usage report and the holders of licenses cover the whole organisation. The admin of a unit that contains a super admin gets a list
 * of users that looks complete, but people of other units, who are known from the other lists, are missing.
 */
export function openWitnesses(report: UsageReport | null, licenses: GoogleLicenses | null): Witnesses {
  const [used, holders] = [report?.users ?? 0, licenses?.holders ?? 0];
  let [unlisted, unlistedHolders] = [used, holders];
  return {
    saw({ id, primaryEmail, aliases }) {
      if (report !== null && report.ofUser(id) !== null) unlisted--;
      const addresses = [primaryEmail, ...(aliases ?? [])];
      if (licenses !== null && addresses.some((address) => licenses.ofAddress(address) !== null))
        unlistedHolders--;
    },
    end(app) {
      const missing = Math.max(tooMany(unlisted, used), tooMany(unlistedHolders, holders));
      if (missing === 0) return;
      const right = 'Users > Read';
      const advice = `only some of the users are seen: ${adviceFor(right)}`;
      const message = `Google knows ${missing} people who use it or hold a license and are not in its list of users; ${advice}`;
      throw new ConnectorError(app, 'permission', message, { right, advice });
    },
  };
}

function tooMany(missing: number, known: number): number {
  return missing > FEW && missing * 100 > known * PERCENT ? missing : 0;
}
