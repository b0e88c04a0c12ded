import { type Ask, type Reply, startVendor, type VendorServer } from '../vendors/server.ts';

export const TOKEN = 'tokenOfRippling-8213';

export type Worker = Record<string, unknown> & { readonly id: string };

export interface RipplingRules {
  readonly workers?: readonly Worker[];
  /** Rows on a page. */
  readonly most?: number;
  /** Fields that the token may not see. */
  readonly redacted?: readonly string[];
}

/** The fields of the published description of the API; `user_id` is that of the worker with a `u` before it. */
export function worker(id: string, changes: Record<string, unknown> = {}): Worker {
  return {
    id,
    created_at: '2020-01-01T00:00:00Z',
    updated_at: '2026-01-01T00:00:00Z',
    user_id: `u${id}`,
    user: { id: `u${id}`, display_name: `Ann ${id}`, username: `ann${id}@home.example` },
    is_manager: false,
    manager_id: null,
    country: 'DE',
    start_date: '2020-02-03',
    end_date: null,
    number: 7,
    work_email: `${id}@acme.co`,
    personal_email: `${id}@home.example`,
    status: 'ACTIVE',
    employment_type: { label: 'Salaried, full-time', type: 'EMPLOYEE' },
    department: { id: 'd1', name: 'Sales', parent_id: null },
    teams: [{ id: 't1', name: 'EMEA' }],
    termination_details: null,
    ...changes,
  };
}

const EXPANDABLE = ['user', 'manager', 'legal_entity', 'employment_type', 'department', 'teams', 'level'];

/** Rippling with what it enforces: a token, fields that may be expanded and no others, pages of its own size, and redaction without an error. */
export async function startRippling(
  rules: RipplingRules = {},
): Promise<VendorServer & { readonly ids: readonly string[] }> {
  // Without users, so that the ids are those of the workers.
  const workers =
    rules.workers ??
    Array.from({ length: 9 }, (_, index) => worker(`w${index}`, { user_id: null, user: null }));
  const server = await startVendor(() => ({
    gates: [authorised],
    routes: [{ on: 'GET /workers', answer: (ask) => page(ask, workers, rules) }],
    nothing: { status: 404, body: { error: 'Not found' } },
  }));
  return { ...server, ids: workers.map(({ id }) => id) };
}

function authorised({ headers }: Ask): Reply | null {
  return headers.authorization === `Bearer ${TOKEN}`
    ? null
    : { status: 401, body: { error: 'Unauthorized' } };
}

function page(
  { query, origin }: Ask,
  workers: readonly Worker[],
  { most = 2, redacted = [] }: RipplingRules,
): Reply {
  const unknown = [...query.keys()].find((key) => !['expand', 'cursor', 'filter', 'order_by'].includes(key));
  if (unknown !== undefined) return { status: 400, body: { error: `Unknown parameter ${unknown}` } };
  const expand = (query.get('expand') ?? '').split(',');
  if (expand.some((field) => !EXPANDABLE.includes(field)))
    return { status: 400, body: { error: 'Invalid expand' } };
  const start = Number(Buffer.from(query.get('cursor') ?? '', 'base64url').toString() || 0);
  const end = start + most;
  const params = new URLSearchParams(query);
  params.set('cursor', Buffer.from(String(end)).toString('base64url'));
  const left = [...redacted, ...EXPANDABLE.filter((field) => !expand.includes(field))];
  return {
    body: {
      __meta: { redacted_fields: redacted.map((name) => ({ name, reason: 'Insufficient entitlements' })) },
      results: workers
        .slice(start, end)
        .map((row) => Object.fromEntries(Object.entries(row).filter(([key]) => !left.includes(key)))),
      ...(end < workers.length ? { next_link: `${origin}/workers?${params}` } : {}),
    },
  };
}
