import { unpackRows } from '../../src/connectors/kept-list/packed-rows.ts';
import type { KeptList, ListToKeep } from '../../src/domain/kept/kept-list.ts';

/** Keeps the list of one source as the engine does, in memory. */
export function keeper() {
  const pages = new Map<number, Uint8Array>();
  let kept: (Pick<KeptList, 'state' | 'wholeAt'> & { current: boolean }) | null = null;
  const changing = () => {
    if (kept === null) throw new Error('nothing is kept');
    return kept;
  };
  return {
    list: (): KeptList | null =>
      kept === null ? null : { ...kept, page: (number) => pages.get(number) ?? null },
    seal(connection: { keeps?(): ListToKeep | null }) {
      const next = connection.keeps?.() ?? null;
      if (next === null || next.whole) pages.clear();
      kept = next === null ? null : { state: next.state, wholeAt: next.wholeAt, current: true };
      for (const [number, rows] of next?.pages ?? []) pages.set(number, rows);
    },
    /** A read came between that was not sealed. */
    spoil: () => void Object.assign(changing(), { current: false }),
    date: (at: string) => void Object.assign(changing(), { wholeAt: at }),
    state: (text: string) => void Object.assign(changing(), { state: text }),
    lose: (page: number) => void pages.delete(page),
    bytes: () => [...pages.values()].reduce((sum, rows) => sum + rows.length, 0),
    rows: async () => (await Promise.all([...pages.values()].map((rows) => unpackRows(rows)))).flat(),
  };
}
