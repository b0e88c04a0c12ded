import { z } from 'zod';
import { readList } from '../paging/list.ts';
import { nextByNumber } from '../paging/next.ts';
import type { AdobeClient } from './client.ts';

const Text = z.string().nullish();

const Group = z.object({
  /** `PRODUCT_PROFILE`, `USER_GROUP`, or one for a role. */
  type: z.string(),
  groupName: z.string(),
  productName: Text,
  /** A text, which may not be a number. */
  licenseQuota: z.union([z.string(), z.number()]).transform(String).nullish(),
  memberCount: z.number().nullish(),
});

/** Past the end there are no groups, only a result `Not found`. */
const Page = z.object({ lastPage: z.boolean(), groups: z.array(Group).nullish() });

export type AdobeGroup = z.infer<typeof Group>;

/** Proves that groups may be read, which needs its own right and has its own limit: without groups no license would be known. */
export async function proveSeesGroups({ api, organization }: AdobeClient): Promise<void> {
  await api.get(`groups/${organization}/0`, Page);
}

/** Every product profile, user group and role of the organisation. https://adobe-apiplatform.github.io/umapi-documentation/en/api/group.html */
export async function readGroups({ app, api, organization }: AdobeClient): Promise<readonly AdobeGroup[]> {
  const path = (page: number) => `groups/${organization}/${page}`;
  const groups: AdobeGroup[] = [];
  const pages = readList({
    app,
    api,
    first: path(0),
    rows: (answer) => answer.json(Page).groups ?? [],
    next: nextByNumber(path, (answer) => answer.json(Page).lastPage, 0),
  });
  for await (const page of pages) groups.push(...page);
  return groups;
}
