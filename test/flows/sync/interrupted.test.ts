import { expect, test } from 'vitest';
import { accounts, company, linesOf, people, range, seats, staff } from '../../support/company.ts';

/** Forty people with a seat each, read and posted, and a connection that fails at the next statement like this. */
async function opened() {
  let trap: RegExp | null = null;
  const acme = company({ roster: people(...staff(40)), apps: { figma: accounts(...seats(40)) } });
  const office = acme.open({
    onStatement: (sql) => {
      if (trap?.test(sql) !== true) return;
      trap = null;
      throw new Error('stopped here');
    },
  });
  await office.sync();
  await office.news();
  acme.at('2026-03-02T10:00:00Z');
  const stopAt = async (pattern: RegExp, work: () => Promise<unknown>) => {
    trap = pattern;
    await expect(work()).rejects.toThrow('stopped here');
  };
  return { acme, office, stopAt };
}

const STRANGERS = range(3).map((n) => `x${n},x${n}@acme.example`);
const SHRUNK = accounts(...seats(40).slice(20), ...STRANGERS);

async function held() {
  const opening = await opened();
  opening.acme.write('figma.csv', SHRUNK);
  await opening.office.sync();
  await opening.office.news();
  const run = Number(opening.office.values("SELECT id FROM run WHERE status = 'held'")[0]);
  return { ...opening, run };
}

test('a read that is stopped while a source is in trouble does not make its next trouble a second message', async () => {
  const { office, stopAt } = await held();
  await stopAt(/^INSERT INTO account /, () => office.sync());
  await office.sync();
  expect(linesOf(await office.news())).toEqual([
    'edit, quietly: Figma: the last read looks wrong, so it was not accepted. Nothing was changed.',
  ]);
});

test('a read that is stopped while a source is in trouble does not leave its message open forever', async () => {
  const { acme, office, stopAt } = await held();
  acme.write('figma.csv', accounts(...seats(40), ...STRANGERS));
  await stopAt(/^INSERT INTO account /, () => office.sync());
  await office.sync();
  expect(linesOf(await office.news())).toContain(
    'edit: Figma: the last read was complete and accepted (43 accounts).',
  );
});

test('an accepted read that is stopped half-way is finished in the name of the admin who accepted it, and closes its message', async () => {
  const { office, run, stopAt } = await held();
  await stopAt(/^UPDATE account SET gone_at/, () => office.press({ type: 'accept-run', run }));
  await office.sync().catch(() => {});
  expect(linesOf(await office.news())).toContain(
    'edit: Figma: the last read was complete and accepted (23 accounts).',
  );
  expect(
    office.values(
      "SELECT actor FROM audit WHERE action = 'run-complete' AND json_extract(detail, '$.run') = ?",
      run,
    ),
  ).toEqual(['terminal:kim']);
});

test('a held roster whose acceptance failed stays held, and the audit has no acceptance', async () => {
  const { acme, office, stopAt } = await opened();
  acme.write('roster.csv', people(...staff(40, (n) => (n < 8 ? 'offboarded,,2026-03-01' : 'active'))));
  await office.sync();
  const run = Number(office.values("SELECT id FROM run WHERE status = 'held'")[0]);
  await stopAt(/^UPDATE person SET/, () => office.press({ type: 'accept-run', run }));
  expect(office.values("SELECT count(*) FROM audit WHERE action = 'run-accepted'")).toEqual([0]);
  expect((await office.press({ type: 'accept-run', run })).done).toBe(true);
  expect(office.values("SELECT count(*) FROM audit WHERE action = 'run-accepted'")).toEqual([1]);
});

test('keeping the last good data is either audited and sent, or does not happen', async () => {
  const { office, run, stopAt } = await held();
  await stopAt(/insert into "audit"/i, () => office.press({ type: 'keep-last-good', run }));
  expect((await office.press({ type: 'keep-last-good', run })).done).toBe(true);
  expect(office.values("SELECT count(*) FROM audit WHERE action = 'run-dropped'")).toEqual([1]);
  expect(linesOf(await office.news())).toEqual(['edit, quietly: Figma: kim kept the last good data.']);
});

test('a held read whose dropping was stopped half-way cannot be accepted without half of its accounts', async () => {
  const { office, run, stopAt } = await held();
  await stopAt(/^update "run"/i, () => office.press({ type: 'keep-last-good', run }));
  await office.press({ type: 'accept-run', run });
  const accounts = office.values(
    'SELECT count(*) FROM account WHERE gone_at IS NULL AND first_run <= (SELECT sealed_run FROM source WHERE id = app)',
  );
  // Either all accounts of the read are visible, or none.
  expect([23, 40]).toContain(accounts[0]);
});

test.each([
  [
    'accept-run',
    /^UPDATE account SET gone_at/,
    'Already handled: kim accepted that read at 11:00. It was cut off, and is finished now.',
    23,
  ],
  [
    'keep-last-good',
    /^DELETE FROM account_change/,
    'Already handled: kim kept the last good data at 11:00. It was cut off, and is finished now.',
    40,
  ],
] as const)(
  'the next request finishes a decision that was cut off: %s',
  async (type, statement, text, left) => {
    const { office, run, stopAt } = await held();
    await stopAt(statement, () => office.press({ type, run }));
    const other = type === 'accept-run' ? 'keep-last-good' : 'accept-run';
    expect(await office.press({ type, run })).toEqual({ done: true, text });
    expect(office.values('SELECT count(*) FROM account WHERE gone_at IS NULL')).toEqual([left]);
    expect(
      office.values("SELECT count(*) FROM run WHERE status IN ('applying', 'dropping', 'held')"),
    ).toEqual([0]);
    expect((await office.press({ type: other, run })).done).toBe(false);
  },
);

test('the other decision is refused after one that was cut off, and that one is finished', async () => {
  const { office, run, stopAt } = await held();
  await stopAt(/^UPDATE account SET gone_at/, () => office.press({ type: 'accept-run', run }));
  expect(await office.press({ type: 'keep-last-good', run })).toEqual({
    done: false,
    text: 'Already handled: kim accepted that read at 11:00. It was cut off, and is finished now.',
  });
  expect(office.values('SELECT count(*) FROM account WHERE gone_at IS NULL')).toEqual([23]);
});
