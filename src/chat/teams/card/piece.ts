import type { Element } from './card.ts';
import { sizeOf } from './limit.ts';

/** A part of a message that may be spread over pages, as `length` atoms that stay whole. */
export interface Piece {
  readonly length: number;
  /** Bytes of atom `at`. */
  bytes(at: number): number;
  /** Bytes around the atoms on every page that shows some of them. */
  readonly around: number;
  /** At most this many atoms on one page. */
  readonly perPage: number;
  /** What the atoms are, for "12 of 40 rows". */
  readonly unit: 'row' | 'other';
  show(from: number, to: number): readonly Element[];
}

/** A part that is shown whole or not at all. */
export function whole(elements: readonly Element[], unit: Piece['unit'] = 'other'): Piece {
  const bytes = elements.reduce((sum, element) => sum + sizeOf(element) + 1, 0);
  return {
    length: elements.length === 0 ? 0 : 1,
    bytes: () => bytes,
    around: 0,
    perPage: Number.POSITIVE_INFINITY,
    unit,
    show: (from, to) => (to > from ? elements : []),
  };
}

export interface Slice {
  readonly piece: Piece;
  readonly from: number;
  readonly to: number;
}

/** Spreads pieces over pages of at most `room` bytes, in their order. At least one page. */
export function paginate(pieces: readonly Piece[], room: number): Slice[][] {
  const pages: Slice[][] = [];
  let page: Slice[] = [];
  let left = room;
  const turn = () => {
    pages.push(page);
    page = [];
    left = room;
  };
  for (const piece of pieces) {
    let from = 0;
    while (from < piece.length) {
      const { to, rest } = reach(piece, from, left);
      if (to > from) {
        page.push({ piece, from, to });
        left = rest;
        from = to;
      } else if (page.length === 0) {
        throw new Error('a part of a card is larger than a card');
      }
      if (from < piece.length) turn();
    }
  }
  if (page.length > 0 || pages.length === 0) turn();
  return pages;
}

/**
 * What one card of `room` bytes shows when there are no pages: rows are cut, so that a long table does not hide the parts after
 * it.
 */
export function cut(pieces: readonly Piece[], room: number): Slice[] {
  const kept = pieces.filter(({ unit, length }) => unit === 'other' && length > 0);
  const bytes = kept.reduce((sum, piece) => sum + piece.bytes(0), 0);
  if (bytes > room / 2) return paginate(pieces, room)[0] ?? [];
  let left = room - bytes;
  return pieces.flatMap((piece) => {
    if (piece.unit === 'other') return [{ piece, from: 0, to: piece.length }];
    const { to, rest } = reach(piece, 0, left);
    if (to === 0) {
      // Once a row does not fit, no later row may take its place.
      left = 0;
      return [];
    }
    left = rest;
    return [{ piece, from: 0, to }];
  });
}

/** The last atom that fits, counted from here, and the room that is left after it. */
function reach(piece: Piece, from: number, room: number): { to: number; rest: number } {
  let rest = room - piece.around;
  let to = from;
  while (to < piece.length && to - from < piece.perPage) {
    const bytes = piece.bytes(to);
    if (bytes > rest) break;
    rest -= bytes;
    to++;
  }
  return { to, rest };
}
