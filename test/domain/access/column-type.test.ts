import { expect, test } from 'vitest';
import { columnType, typeOfValue } from '../../../src/domain/access/column-type.ts';

test.each([
  ['12', 'number'],
  ['-3.5', 'number'],
  ['007', 'text'],
  ['1e5', 'text'],
  ['Yes', 'flag'],
  ['false', 'flag'],
  ['2026-03-01', 'date'],
  ['2026-03-01T10:00:00Z', 'date'],
  ['2026-03-01 10:00', 'text'],
  ['  ', null],
  [null, null],
  [4, 'number'],
  [true, 'flag'],
] as const)('%j looks like %s', (value, expected) => {
  expect(typeOfValue(value)).toBe(expected);
});

test('a column has the type that all its values share, otherwise text', () => {
  expect(columnType(new Set(['number']))).toBe('number');
  expect(columnType(new Set(['number', 'date']))).toBe('text');
  expect(columnType(new Set())).toBe('text');
});
