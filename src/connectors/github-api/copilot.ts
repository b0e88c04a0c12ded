import { z } from 'zod';
import type { Instant } from '../../domain/day.ts';
import { latest } from '../base/activity.ts';
import { Id } from '../base/id.ts';
import { type Limits, openLimits } from '../base/limits.ts';
import { instantIn, textIn } from '../base/text.ts';
import { readList } from '../paging/list.ts';
import type { GithubClient } from './client.ts';
import { nextOfPromised, PAGE_SIZE } from './lists.ts';

const Text = z.string().nullish();

const Seat = z.object({
  assignee: z.object({ id: Id, login: z.string() }).nullish(),
  plan_type: Text,
  created_at: Text,
  last_activity_at: Text,
  last_activity_editor: Text,
  last_authenticated_at: Text,
  pending_cancellation_date: Text,
  assigning_team: z.object({ name: z.string() }).nullish(),
});
type Seat = z.infer<typeof Seat>;

const Page = z.object({ total_seats: z.number().int().nullish(), seats: z.array(Seat) });
const Billing = z.object({
  plan_type: Text,
  seat_breakdown: z.object({ total: z.number().int().nullish() }).nullish(),
});
type Billing = z.infer<typeof Billing>;

/** One person's seat. If several organizations or teams grant it, it is still one. */
export interface CopilotSeat {
  readonly plan: string;
  /** `null`: nothing is known about the last 90 days, because the seat is new or the editor reports nothing. */
  readonly lastActive: Instant | null;
  readonly editor: string | null;
  readonly authenticated: Instant | null;
  readonly since: Instant | null;
  /** The teams that grant it: a seat that comes through a team cannot be cancelled on its own. */
  readonly teams: readonly string[];
  /** The day on which it ends, once it is cancelled; until then it is paid for. */
  readonly endsOn: string | null;
}

export interface Copilot {
  readonly plan: string;
  /** Seats that are billed. */
  readonly total: number | null;
  /** By the id of their user. */
  readonly seats: ReadonlyMap<string, CopilotSeat>;
}

/** https://docs.github.com/rest/copilot/copilot-user-management; for the whole enterprise, if the token may see that. */
export async function readCopilot(client: GithubClient, limits: Limits): Promise<Copilot | null> {
  const { enterprise, org } = client;
  if (enterprise !== null) {
    // A refusal here turns nothing off: the organization's own seats may still be readable.
    const all = await openLimits().unless('lastActive', () => readSeats(client, `enterprises/${enterprise}`));
    if (all !== null) return all;
  }
  return limits.unless('lastActive', async () => {
    const billing = await readBilling(client);
    return readSeats(client, `orgs/${org}`, billing);
  });
}

/** The cheapest proof that the organization has Copilot and that the token may see it. */
export async function readBilling({ api, org }: GithubClient): Promise<Billing> {
  return api.get(`orgs/${org}/copilot/billing`, Billing);
}

/** One person's seat, and who grants it: an organization can cancel only its own. */
export interface SeatOfOne {
  readonly seat: CopilotSeat;
  readonly by: 'organization' | 'enterprise';
}

/**
 * One person's seat; `null` if there is none. GitHub also answers 404 for a missing right and for a seat that the enterprise grants, so
 * another request has to prove the right first. https://docs.github.com/rest/copilot/copilot-user-management
 */
export async function readSeatOf(client: GithubClient, login: string, id: string): Promise<SeatOfOne | null> {
  const { api, org, enterprise } = client;
  const path = `orgs/${org}/members/${encodeURIComponent(login)}/copilot`;
  const answer = await api.send(path, { method: 'GET', accept: [404] });
  if (answer.status !== 404) return { seat: seatOf(answer.json(Seat), null), by: 'organization' };
  const all =
    enterprise === null
      ? null
      : await openLimits().unless('lastActive', () => readSeats(client, `enterprises/${enterprise}`));
  if (all === null) await readBilling(client);
  const seat = all?.seats.get(id);
  return seat === undefined ? null : { seat, by: 'enterprise' };
}

async function readSeats({ api, app }: GithubClient, of: string, billing?: Billing): Promise<Copilot> {
  let total = billing?.seat_breakdown?.total ?? null;
  const seats = new Map<string, CopilotSeat>();
  const list = readList({
    app,
    api,
    first: `${of}/copilot/billing/seats?per_page=${PAGE_SIZE}`,
    rows: (answer) => {
      const page = answer.json(Page);
      total ??= page.total_seats ?? null;
      return page.seats;
    },
    next: nextOfPromised(),
  });
  for await (const page of list)
    for (const row of page) {
      const id = row.assignee?.id;
      if (id === undefined) continue;
      const seat = seatOf(row, billing?.plan_type);
      const other = seats.get(id);
      seats.set(id, other === undefined ? seat : together(other, seat));
    }
  return { plan: planName(billing?.plan_type), total, seats };
}

function seatOf(seat: Seat, usual: string | null | undefined): CopilotSeat {
  const isKnown = seat.plan_type != null && seat.plan_type !== 'unknown';
  return {
    plan: planName(isKnown ? seat.plan_type : usual),
    lastActive: instantIn(seat.last_activity_at),
    editor: textIn(seat.last_activity_editor),
    authenticated: instantIn(seat.last_authenticated_at),
    since: instantIn(seat.created_at),
    teams: seat.assigning_team == null ? [] : [seat.assigning_team.name],
    endsOn: textIn(seat.pending_cancellation_date),
  };
}

/** The later activity, and an end only if both have one: it is paid for until the later of them. */
function together(one: CopilotSeat, other: CopilotSeat): CopilotSeat {
  const later = (one.lastActive ?? '') >= (other.lastActive ?? '') ? one : other;
  return {
    ...later,
    plan: [one.plan, other.plan].sort().at(-1) ?? later.plan,
    since: [one.since, other.since].filter((at) => at !== null).sort()[0] ?? null,
    authenticated: latest([one.authenticated, other.authenticated]),
    teams: [...new Set([...one.teams, ...other.teams])],
    endsOn:
      one.endsOn === null || other.endsOn === null ? null : ([one.endsOn, other.endsOn].sort()[1] ?? null),
  };
}

function planName(plan: string | null | undefined): string {
  if (plan == null || plan === '') return 'GitHub Copilot';
  return `GitHub Copilot ${plan.charAt(0).toUpperCase()}${plan.slice(1)}`;
}
