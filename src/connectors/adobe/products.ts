import type { Subscription } from '../../domain/licenses/subscription.ts';
import { textIn } from '../base/text.ts';
import { toldSubscription } from '../base/told.ts';
import type { AdobeGroup } from './groups.ts';

/** What the group list says about the names among a user's groups. */
export interface Products {
  /** The product that a product profile belongs to, by the profile's name. */
  readonly ofProfile: ReadonlyMap<string, string>;
  readonly userGroups: ReadonlySet<string>;
  readonly systemAdmins: ReadonlySet<string>;
  readonly subscriptions: readonly Subscription[];
}

export function productsOf(groups: readonly AdobeGroup[]): Products {
  const profiles = groups.filter(({ type }) => type === 'PRODUCT_PROFILE');
  const named = (type: string) =>
    new Set(groups.filter((group) => group.type === type).map(({ groupName }) => groupName));
  const byProduct = new Map<string, AdobeGroup[]>();
  for (const profile of profiles) {
    const product = productOf(profile);
    byProduct.set(product, [...(byProduct.get(product) ?? []), profile]);
  }
  return {
    ofProfile: new Map(profiles.map((profile) => [profile.groupName, productOf(profile)])),
    userGroups: named('USER_GROUP'),
    systemAdmins: named('SYSADMIN_GROUP'),
    subscriptions: [...byProduct].map(([product, its]) => subscriptionOf(product, its)),
  };
}

function productOf({ productName, groupName }: AdobeGroup): string {
  return textIn(productName) ?? groupName;
}

/** Each profile has a share of the product's seats. If one of them has no number, the total is unknown, not 0. */
function subscriptionOf(product: string, profiles: readonly AdobeGroup[]): Subscription {
  const quotas = profiles.map(({ licenseQuota }) => {
    const text = textIn(licenseQuota) ?? '';
    return /^\d+$/.test(text) ? Number(text) : null;
  });
  const [only, another] = profiles;
  return toldSubscription({
    id: product,
    sku: product,
    product,
    purchased: quotas.reduce((sum, quota) => (sum === null || quota === null ? null : sum + quota), 0),
    // Somebody may have several profiles of a product, but takes one seat.
    consumed: another === undefined ? (only?.memberCount ?? null) : null,
  });
}
