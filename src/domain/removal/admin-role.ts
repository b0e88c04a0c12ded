/** How much an account may do in its app, judging by the words of its role. */
export type AdminRank = 'owner' | 'admin' | null;

/** `SUPER_ADMIN`, `Org Owner` and `superAdmin` in small words with spaces around them. */
function wordsOf(role: string): string {
  const apart = role.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();
  return ` ${apart.replace(/[^\p{L}\p{N}]+/gu, ' ').trim()} `;
}

const NOT_ADMIN = / (?:non|not|no|former|ex) (?:an? )?(?:admin|owner|administrator) /;
/** Admins of one thing only, who cannot stand in for the last real one. */
const PART_OF_IT =
  / (?:billing|group|read only|readonly|help ?desk|support|limited|delegated|user|content|project|channel|reports?|audit|privacy|security|product) (?:co )?(?:admin|owner|administrator)s? /;
const OWNER =
  / (?:co ?)?owners? | (?:super|global|company|primary|root|full|organi[sz]ation|org|account|workspace|tenant|site|system) ?(?:admin|administrator)s? | superadmins? | root /;
const ADMIN =
  / (?:co ?)?(?:admin|administrator)s? | superusers? | administrat(?:eur|rice|ore|or) | administrador | beheerder /;

/**
 * The rank of a role. A role may consist of several, such as `member; Org Owner`, and the highest counts. A role in words that we do
 * not know is not an admin's.
 */
export function adminRank(role: string | null): AdminRank {
  if (role === null) return null;
  const parts = role.split(/[,;|]/).map(wordsOf);
  const real = parts.filter((part) => !NOT_ADMIN.test(part) && !PART_OF_IT.test(part));
  if (real.some((part) => OWNER.test(part))) return 'owner';
  return real.some((part) => ADMIN.test(part)) ? 'admin' : null;
}

/** How many accounts of an app have which rank. */
export interface AdminCounts {
  readonly owners: number;
  /** Owners included. */
  readonly admins: number;
}

/** Whether an account of that rank is the last one that can manage the app. At least one of each rank must stay. */
export function isLastOfRank(rank: AdminRank, { owners, admins }: AdminCounts): boolean {
  if (rank === null) return false;
  return rank === 'owner' ? owners <= 1 : admins <= 1;
}
