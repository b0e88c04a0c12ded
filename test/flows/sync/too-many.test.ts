import { expect, test } from 'vitest';
import { accounts, company, people, seats, staff } from '../../support/company.ts';
import { leavers, opened, snapshot, status, strangers } from '../forty.ts';

/** So much is compared in memory at most; otherwise millions. */
const only = (context: object, most: { findings: number; affected: number }) =>
  Object.assign(context, { most });

test('an app with more findings than fit into memory is refused with the limit, and nothing is changed', async () => {
  const acme = company({
    roster: people(...staff(20)),
    apps: { figma: accounts(...strangers(6)), zoom: accounts(...seats(20), ...strangers(5)) },
  });
  const office = acme.open();
  only(office.context, { findings: 5, affected: 100 });
  expect((await office.sync()).map(({ id, result }) => `${id} ${result.status}`)).toEqual([
    'csv complete',
    'figma failed',
    'zoom complete',
  ]);
  expect(office.values("SELECT error FROM run WHERE status = 'failed'")[0]).toMatch(
    /would have 6 findings, more than the 5 .*nothing was changed/,
  );
  expect(office.values('SELECT count(*) FROM account')).toEqual([25]);

  // Those that are remembered count too.
  acme.at('2026-03-02T10:00:00Z');
  acme.write('zoom.csv', accounts(...seats(20), ...strangers(5), 'y1,y1@else.example'));
  await office.sync();
  expect(office.values("SELECT error FROM run WHERE status = 'failed' ORDER BY id DESC")[0]).toMatch(
    /would have 6 findings/,
  );
  expect(office.values('SELECT count(*) FROM finding')).toEqual([5]);
});

test('a roster that affects more accounts than fit into memory is refused before any is looked at', async () => {
  const opening = await opened();
  const before = snapshot(opening);
  only(opening.office.context, { findings: 1000, affected: 2 });
  opening.acme.write('roster.csv', leavers(2));
  expect(await status(opening)).toEqual(['csv complete', 'figma complete']);
  opening.acme.write('roster.csv', leavers(8));
  expect(await status(opening)).toContain('csv failed');
  expect(opening.office.values("SELECT error FROM run WHERE status = 'failed'")[0]).toMatch(
    /change the owners of more than 2 accounts at once/,
  );
  expect(snapshot(opening)).not.toEqual(before);
  expect(opening.office.values("SELECT count(*) FROM person WHERE status = 'offboarded'")).toEqual([2]);
  expect(opening.office.values('SELECT count(*) FROM person_change')).toEqual([0]);
});

test('a source that is taken out of seatkeeper.yaml is refused in the same way', async () => {
  const opening = await opened();
  only(opening.office.context, { findings: 1000, affected: 2 });
  opening.acme.write('hr.csv', people(...staff(40).slice(0, 1)));
  opening.acme.configure((yaml) =>
    yaml.replace('source: csv, file: roster.csv', 'source: csv, id: hr, file: hr.csv'),
  );
  opening.office.close();
  const office = opening.acme.open();
  only(office.context, { findings: 1000, affected: 2 });
  const report = await office.sync();
  expect(report.map(({ id, result }) => `${id} ${result.status}`)).toContain('csv failed');
  expect(office.values("SELECT error FROM run WHERE status = 'failed'")[0]).toMatch(/more than 2 accounts/);
  expect(office.values("SELECT count(*) FROM account WHERE status = 'active'")).toEqual([40]);
});
