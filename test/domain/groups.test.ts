import { expect, it } from 'vitest';
import { findCircle, type Group, groupBook } from '../../src/domain/groups.ts';

const group = (name: string, apps: readonly string[], contains: readonly string[] = []): Group => ({
  name,
  apps,
  contains,
});

it('members of inner groups should have what an outer group grants, however deep they are nested', () => {
  const book = groupBook([
    group('Company', ['m365'], ['Platform']),
    group('Platform', ['github'], ['Engineering']),
    group('Engineering', ['figma']),
  ]);
  expect([...book.granting('m365')].sort()).toEqual(['Company', 'Engineering', 'Platform']);
  expect([...book.granting('github')].sort()).toEqual(['Engineering', 'Platform']);
});

it('members of an outer group do not get what an inner group grants', () => {
  const book = groupBook([group('Platform', ['github'], ['Engineering']), group('Engineering', ['figma'])]);
  expect([...book.granting('figma')]).toEqual(['Engineering']);
  expect([...book.around('Engineering')]).toEqual(['Platform']);
  expect([...book.inside('Platform')]).toEqual(['Platform', 'Engineering']);
});

it('a group that only the roster lists may be inside another one', () => {
  expect([...groupBook([group('Platform', ['github'], ['Data'])]).granting('github')]).toEqual([
    'Platform',
    'Data',
  ]);
});

it('one group in seatkeeper.yaml and in a directory is one group', () => {
  const book = groupBook([group('Platform', ['github']), group('Platform', [], ['Data'])]);
  expect([...book.granting('github')]).toEqual(['Platform', 'Data']);
});

it('a circle in a directory does not hang', () => {
  const book = groupBook([group('A', ['x'], ['B']), group('B', [], ['C']), group('C', [], ['A'])]);
  expect([...book.granting('x')].sort()).toEqual(['A', 'B', 'C']);
  expect([...book.around('A')].sort()).toEqual(['B', 'C']);
});

it('names a circle, and does not report a group that is in two others', () => {
  expect(findCircle([group('A', [], ['B']), group('B', [], ['C']), group('C', [], ['B'])])).toEqual([
    'B',
    'C',
  ]);
  expect(findCircle([group('A', [], ['A'])])).toEqual(['A']);
  expect(findCircle([group('A', [], ['B', 'C']), group('B', [], ['D']), group('C', [], ['D'])])).toBeNull();
});

it('a hundred thousand groups nested in a row are walked', () => {
  const chain = Array.from({ length: 100_000 }, (_, n) =>
    group(`g${n}`, n === 0 ? ['x'] : [], [`g${n + 1}`]),
  );
  expect(groupBook(chain).granting('x').size).toBe(100_001);
  expect(findCircle(chain)).toBeNull();
});
