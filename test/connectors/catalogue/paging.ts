import type { Ask, Reply } from '../vendors/server.ts';

/** How a vendor's documentation says that a list is paged. `most`: rows on a page, however many are asked for. */
export type Paging =
  | { readonly by: 'none' }
  | { readonly by: 'page'; readonly param: string; readonly size: string; readonly first?: number }
  | { readonly by: 'offset'; readonly param: string; readonly size: string; readonly first?: number }
  | { readonly by: 'cursor'; readonly param: string; readonly size?: string }
  | { readonly by: 'link'; readonly param: string; readonly size: string };

/** One page as the vendor's body shows it. */
export interface PageShown {
  readonly rows: readonly Row[];
  readonly total: number;
  /** Rows before these. */
  readonly before: number;
  /** The number of this page, counted from 1. */
  readonly number: number;
  /** What asks for the next page: a cursor, or a whole address; `null` on the last. */
  readonly next: string | null;
  readonly size: number;
}

export type Row = Record<string, unknown>;

/** Answers one request of a list; a page size above `most` is taken as `most`. */
export function pageOf(paging: Paging, ask: Ask, all: readonly Row[], most: number): PageShown {
  const asked =
    'size' in paging && paging.size !== undefined ? Number(paramOf(ask, paging.size) ?? most) : most;
  const size = paging.by === 'none' ? all.length : Math.min(asked, most);
  const before = startOf(paging, ask, size);
  const rows = all.slice(before, before + size);
  const further = before + size < all.length;
  return {
    rows,
    total: all.length,
    before,
    number: Math.floor(before / Math.max(1, size)) + 1,
    next: further ? nextOf(paging, ask, before + size, size) : null,
    size,
  };
}

function startOf(paging: Paging, ask: Ask, size: number): number {
  if (paging.by === 'none') return 0;
  const said = paramOf(ask, paging.param);
  switch (paging.by) {
    case 'page':
    case 'link': {
      const first = 'first' in paging ? (paging.first ?? 1) : 1;
      return (Number(said ?? first) - first) * size;
    }
    case 'offset':
      return Number(said ?? paging.first ?? 0) - (paging.first ?? 0);
    case 'cursor':
      return said === null ? 0 : Number(Buffer.from(said, 'base64url').toString().slice(2));
    default:
      return paging satisfies never;
  }
}

function nextOf(paging: Paging, ask: Ask, at: number, size: number): string {
  if (paging.by === 'cursor') return Buffer.from(`c:${at}`).toString('base64url');
  const url = new URL(ask.path, ask.origin);
  for (const [name, value] of ask.query) url.searchParams.set(name, value);
  if ('param' in paging) url.searchParams.set(paging.param, String(at / size + 1));
  return url.href;
}

/** A parameter of the query, or of a JSON body by its path. */
function paramOf({ query, text }: Ask, param: string): string | null {
  if (query.has(param)) return query.get(param);
  if (!text.startsWith('{')) return null;
  const found = param
    .split('.')
    .reduce<unknown>((at, key) => (at as Row | undefined)?.[key], JSON.parse(text));
  return found === undefined || found === null ? null : String(found);
}

/** `Link: <…>; rel="next"` */
export function linkHeader({ next }: PageShown): Reply['headers'] {
  return next === null ? {} : { link: `<${next}>; rel="next"` };
}
