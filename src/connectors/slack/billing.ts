import { z } from 'zod';
import type { Limits } from '../base/limits.ts';
import type { HttpApi } from '../http/exchange.ts';
import { readList } from '../paging/list.ts';
import { nextByCursor } from '../paging/next.ts';
import { Ok, type SlackClient } from '../slack-api/client.ts';
import { PAGE_SIZE, teamOf } from './users.ts';

const Billable = Ok.extend({
  billable_info: z.record(z.string(), z.object({ billing_active: z.boolean().nullish() })),
});
const Billing = Ok.extend({ plan: z.string() });

/** Slack's plans by what its API calls them. */
const PLANS: Readonly<Record<string, string>> = {
  std: 'Slack Pro',
  plus: 'Slack Business+',
  enterprise: 'Slack Enterprise',
  compliance: 'Slack Enterprise',
};

export interface SlackPlan {
  /** `free`, `std`, `plus`, `enterprise`, `compliance` */
  readonly code: string;
  /** What a seat is called; `null` where the plan costs nothing. */
  readonly seat: string | null;
}

/** https://docs.slack.dev/reference/methods/team.billing.info; `null` where the token may not see it. */
export async function readPlan({ api }: SlackClient, limits: Limits): Promise<SlackPlan | null> {
  const found = await limits.unless('subscriptions', () => api.get('team.billing.info', Billing));
  if (found === null) return null;
  const code = found.plan;
  return { code, seat: code === 'free' ? null : (PLANS[code] ?? `Slack ${code}`) };
}

/**
 * Who is billed, by the id of the user. Users who have not used Slack for 28 days are not billed, and still have access.
 * https://docs.slack.dev/reference/methods/team.billableInfo
 */
export async function readBilled(
  { app }: SlackClient,
  api: HttpApi,
  workspaces: readonly (string | null)[],
): Promise<ReadonlyMap<string, boolean>> {
  const billed = new Map<string, boolean>();
  for (const workspace of workspaces) {
    const list = readList({
      app,
      api,
      first: `team.billableInfo?${new URLSearchParams({ limit: String(PAGE_SIZE), ...teamOf(workspace) })}`,
      rows: (answer) => Object.entries(answer.json(Billable).billable_info),
      next: nextByCursor('cursor', 'response_metadata', 'next_cursor'),
    });
    for await (const page of list)
      for (const [id, { billing_active }] of page)
        if (billing_active != null) billed.set(id, billing_active || billed.get(id) === true);
  }
  return billed;
}
