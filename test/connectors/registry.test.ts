import { expect, it } from 'vitest';
import { connectors, findConnector } from '../../src/connectors/registry.ts';
import { findRosterSource, rosterSources } from '../../src/roster/registry.ts';

it.each([
  ['connectors', connectors],
  ['roster sources', rosterSources],
])('lists the %s by id, each once', (_, list) => {
  const ids = list.map(({ id }) => id);
  expect(ids).toEqual([...new Set(ids)].sort());
});

it('finds connectors and roster sources by id', () => {
  expect(findConnector('csv')?.name).toBe('CSV file');
  expect(findConnector('nothing')).toBeUndefined();
  expect(findRosterSource('scim')?.name).toBe('SCIM 2.0');
});

it('lets settings be parsed and used without knowing the app', () => {
  const connector = findConnector('scim');
  expect(connector?.settings.safeParse({ baseUrl: 'https://figma.example/scim', token: 't' }).success).toBe(
    true,
  );
  expect(connector?.settings.safeParse({ baseUrl: 'figma', tokn: 't' }).success).toBe(false);
});
