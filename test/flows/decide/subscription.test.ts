import { expect, test } from 'vitest';
import { accounts, company, licenses, linesOf, people } from '../../support/company.ts';

const files = (used: number) => licenses(`COLLAB,Figma Collab,5,${used}`, 'DEV,Dev,5,4');

async function opened() {
  const acme = company({
    roster: people('1,ada@acme.example,,,Ada Keller'),
    apps: { figma: accounts('f1,ada@acme.example') },
    licenses: { figma: files(6) },
  });
  const office = acme.open();
  await office.sync();
  await office.news();
  return { acme, office };
}

const isShown = async (office: Awaited<ReturnType<typeof opened>>['office']) => {
  const data = (await office.ask('app figma')).json as { licenseFindings: unknown[] };
  return data.licenseFindings.length > 0;
};

test.each([
  'known figma COLLAB "renewal is agreed"',
  'known figma "Figma Collab" "renewal is agreed" until:2026-03-20',
  'snooze figma COLLAB until:2026-03-20',
])(
  '%s: the finding on the subscription is decided, counted nowhere, audited, and can be taken back',
  async (question) => {
    const { office } = await opened();
    const counts = async () => {
      const digest = JSON.stringify((await office.ask('digest')).message);
      const status = JSON.stringify((await office.ask('status')).message.buttons);
      return {
        digest: /subscription/.test(digest),
        status: /finding/.test(status),
        app: await isShown(office),
      };
    };
    expect(await counts()).toMatchObject({ status: true, app: true });
    const answer = await office.ask(question);
    expect(answer.message.summary).toMatch(
      /^The subscription Figma Collab in Figma is (marked as known|snoozed)/,
    );
    expect(await counts()).toMatchObject({ status: false, app: false });
    expect(
      office.values("SELECT action FROM audit WHERE subject = 'subscription:figma/COLLAB'"),
    ).toHaveLength(1);
    const alert = (await office.news()).at(-1)?.message;
    expect(alert?.body).toContainEqual(expect.objectContaining({ type: 'row', mark: 'done' }));
    // It is still seen where subscriptions are looked at.
    expect(JSON.stringify((await office.ask('subscriptions figma')).message)).toMatch(/known|snoozed/);

    const [undo] = answer.message.buttons;
    if (undo === undefined || !('action' in undo)) throw new Error('no [Undo]');
    expect((await office.press(undo.action)).text).toBe(
      'The decision about the subscription Figma Collab in Figma was taken back.',
    );
    expect((await office.press(undo.action)).done).toBe(false);
    expect(await counts()).toMatchObject({ status: true, app: true });
    expect((await office.news()).at(-1)?.message.body).not.toContainEqual(
      expect.objectContaining({ mark: 'done' }),
    );
  },
);

test('a decision about a subscription stays while nothing gets worse, and ends on its day or when it does', async () => {
  const { acme, office } = await opened();
  await office.ask('known figma COLLAB "renewal is agreed" until:2026-03-05');
  acme.at('2026-03-03T09:00:00Z');
  await office.sync();
  expect(await isShown(office)).toBe(false);
  acme.at('2026-03-05T22:50:00Z');
  await office.sync();
  expect(await isShown(office)).toBe(false);
  await office.news();
  acme.at('2026-03-05T23:10:00Z');
  await office.sync();
  expect(await isShown(office)).toBe(true);
  expect(linesOf(await office.news()).join('\n')).toContain('over-assigned: 6 used, 5 bought');

  await office.ask('known figma COLLAB "renewal is agreed"');
  acme.write('figma-licenses.csv', files(7));
  await office.sync();
  expect(await isShown(office)).toBe(true);
  expect(
    office.values("SELECT json_extract(detail, '$.why') FROM audit WHERE action = 'subscription-lapsed'"),
  ).toEqual(['expired', 'worse']);
});

test('what cannot be decided about a subscription is refused with a reason', async () => {
  const { office } = await opened();
  const said = async (question: string) => (await office.ask(question)).message.summary;
  expect(await said('known figma DEV fine')).toBe(
    'Nothing is wrong with the subscription Dev in Figma, so there is nothing to decide. Nothing was changed.',
  );
  expect(await said('known figma COLLAB --undo')).toContain('Nothing was decided about the subscription');
  expect(await said('snooze figma COLLAB until:2028-01-01')).toContain('365 days at most');
  expect((await office.ask('known figma COLLAB agreed')).ok).toBe(true);
  expect(await said('known figma COLLAB agreed')).toContain('Already handled: kim decided the same');
  expect((await office.ask('known figma COLLAB --undo')).ok).toBe(true);
  expect((await office.ask('snooze figma COLLAB')).ok).toBe(true);
  expect(JSON.stringify((await office.ask('snooze')).message)).toContain('Figma Collab in Figma');
  expect((await office.ask('snooze figma COLLAB --undo')).ok).toBe(true);
});
