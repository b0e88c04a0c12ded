import { z } from 'zod';
import { normaliseEmail } from '../../domain/email.ts';
import type { Subscription } from '../../domain/licenses/subscription.ts';
import { createCompactMap } from '../../domain/lookup/compact-map.ts';
import { ConnectorError } from '../base/errors.ts';
import { textIn } from '../base/text.ts';
import { toldSubscription } from '../base/told.ts';
import { adviceFor } from '../google/answers.ts';
import type { GoogleClient } from '../google/client.ts';
import type { GoogleUser } from '../google/users.ts';
import { readList } from '../paging/list.ts';
import { nextByCursor } from '../paging/next.ts';
import type { HeldLicense } from './held-license.ts';
import { ADD_ONS, CLOUD_IDENTITY, WORKSPACE } from './products.ts';

const Text = z.string().nullish();

const Page = z.object({
  items: z
    .array(z.object({ userId: z.string(), skuId: z.string(), skuName: Text, productName: Text }))
    .nullish(),
});

type Assignment = NonNullable<z.infer<typeof Page>['items']>[number];

/** Who holds what. */
export interface GoogleLicenses {
  /** The licenses by the primary address of their holders, which is how Google names them; `null`: none. It changes, so it is never stored. */
  ofAddress(address: string): readonly HeldLicense[] | null;
  /** How many addresses hold one. */
  readonly holders: number;
  readonly subscriptions: readonly Subscription[];
}

/**
 * Every product is asked for separately, because Google does not list the products of a company. A product that it does not have answers
 * with nothing, or with an error that looks like a missing right. It counts as a missing right if the main products are hidden.
 */
export async function readLicenses(client: GoogleClient, customerId: string): Promise<GoogleLicenses> {
  const skus = new Map<string, { readonly held: HeldLicense; holders: number }>();
  /** Few people hold a combination of licenses that nobody else does. */
  const combinations: (readonly HeldLicense[])[] = [];
  const numbers = new Map<string, number>();
  const ofAddress = createCompactMap();
  const take = (assignment: Assignment, product: string) => {
    const address = normaliseEmail(assignment.userId) ?? assignment.userId;
    const sku = skus.get(assignment.skuId) ?? {
      held: { name: nameOf(assignment), product, sku: assignment.skuId },
      holders: 0,
    };
    skus.set(assignment.skuId, sku);
    const before = combinations[ofAddress.get(address) ?? -1] ?? [];
    if (before.includes(sku.held)) return;
    sku.holders++;
    ofAddress.set(address, numberOf([...before, sku.held]));
  };
  const numberOf = (licenses: readonly HeldLicense[]) => {
    const key = JSON.stringify(licenses.map(({ sku }) => sku));
    const number = numbers.get(key) ?? combinations.push(licenses) - 1;
    numbers.set(key, number);
    return number;
  };
  const reading = { customerId, take };
  const hasWorkspace = await readProduct(client, WORKSPACE, reading);
  for (const product of CLOUD_IDENTITY) await readProduct(client, product, reading);
  if (!hasWorkspace && skus.size === 0) throw mayNotRead(client);
  for (const product of ADD_ONS) await readProduct(client, product, reading);
  return {
    ofAddress: (address) => combinations[ofAddress.get(normaliseEmail(address) ?? address) ?? -1] ?? null,
    holders: ofAddress.size,
    subscriptions: [...skus.values()].map(({ held, holders }) => subscriptionOf(held, holders)),
  };
}

/** Asks as `readLicenses` does, for one license. */
export async function proveMayRead(client: GoogleClient, customerId: string): Promise<void> {
  for (const product of [WORKSPACE, ...CLOUD_IDENTITY]) {
    const path = pathOf(product, customerId, 1);
    const answer = await client.licensing.send(path, { method: 'GET', accept: ['absent'] });
    const known = answer.means !== 'absent';
    if (known && (product === WORKSPACE || (answer.json(Page).items ?? []).length > 0)) return;
  }
  throw mayNotRead(client);
}

function mayNotRead({ app }: GoogleClient): ConnectorError {
  const right = 'License Management > Read';
  const advice = adviceFor(right);
  return new ConnectorError(app, 'permission', `Google lists no license of Google Workspace; ${advice}`, {
    right,
    advice,
  });
}

/** Somebody who was renamed while the lists were read may be listed under an address that is an alias by now. */
export function licensesOf(
  { primaryEmail, aliases }: GoogleUser,
  { ofAddress }: GoogleLicenses,
): readonly HeldLicense[] {
  const found = [primaryEmail, ...(aliases ?? [])].flatMap((address) => ofAddress(address) ?? []);
  return [...new Set(found)];
}

/** Whether the company has the product, as far as Google says. */
async function readProduct(
  { app, licensing: api }: GoogleClient,
  product: string,
  { customerId, take }: { customerId: string; take: (assignment: Assignment, product: string) => void },
): Promise<boolean> {
  let known = true;
  const pages = readList<Assignment>({
    app,
    api,
    first: pathOf(product, customerId, 1000),
    send: { accept: ['absent'] },
    rows: (answer) => {
      if (answer.means !== 'absent') return answer.json(Page).items ?? [];
      known = false;
      return [];
    },
    next: (answer, asked, number) => {
      if (answer.means !== 'absent') return nextByCursor('pageToken', 'nextPageToken')(answer, asked, number);
      if (number > 1) throw answer.unexpected('refused the rest of a list that it had begun');
      return null;
    },
  });
  for await (const assignments of pages) for (const assignment of assignments) take(assignment, product);
  return known;
}

/** Without `maxResults` Google gives 100 at once. */
function pathOf(product: string, customerId: string, most: number): string {
  return `product/${product}/users?${new URLSearchParams({ customerId, maxResults: String(most) })}`;
}

function nameOf({ skuName, skuId }: Assignment): string {
  return textIn(skuName) ?? skuId;
}

/** Google tells only resellers how many seats were bought: an admin writes that down. */
function subscriptionOf({ name, sku }: HeldLicense, consumed: number): Subscription {
  return toldSubscription({
    id: sku,
    sku,
    product: name,
    consumed,
  });
}
