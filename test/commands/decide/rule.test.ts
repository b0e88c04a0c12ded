import { expect, test } from 'vitest';
import { lookAtStatus } from '../../../src/flows/watching/look-at-status.ts';
import { accounts, company, linesOf, people, range } from '../../support/company.ts';
import { printed, seen } from '../desk.ts';

const LINKED = ['p1', 'p2', 'p3'];

/** Nine people; eight of their accounts have an old domain that Seatkeeper does not know. */
async function merger(more: { yaml?: string; roster?: readonly string[]; figma?: readonly string[] } = {}) {
  const acme = company({
    roster: people(
      ...range(9).map(
        (n) => `P${n},p${n}@acme.example,,,Person ${n},${n === 8 ? 'offboarded,,2026-02-20' : 'active'}`,
      ),
      ...(more.roster ?? []),
    ),
    apps: {
      figma: accounts(
        ...range(5).map((n) => `a${n},p${n}@old.example`),
        'a9,p9@acme.example',
        ...(more.figma ?? []),
      ),
      zoom: accounts('z6,p6@old.example', 'z7,nobody@old.example', 'z8,p8@old.example'),
    },
    yaml: more.yaml ?? '',
  });
  const office = acme.open();
  await office.sync();
  await office.news();
  const linkAll = async () => {
    let last = await office.ask('status');
    for (const who of LINKED) last = await office.ask(`link figma ${who}@old.example ${who}@acme.example`);
    return last;
  };
  const owners = () =>
    office.values(
      "SELECT account.external_id || ' ' || coalesce(person.external_id, '–') || ' ' || coalesce(rule, '–') FROM account LEFT JOIN person ON person.id = account.person ORDER BY account.external_id",
    );
  return { acme, office, linkAll, owners };
}

test('the third link of one pattern offers the rule, with its effect', async () => {
  const { office } = await merger();
  expect((await office.ask('link figma a1 p1@acme.example')).message.summary).not.toContain('rule ');
  expect((await office.ask('link figma a2 p2@acme.example')).message.summary).not.toContain('rule ');
  const third = await office.ask('link figma a3 p3@acme.example');
  expect(third.message.summary).toBe(
    'p3@old.example in Figma is linked to Person 3 (p3@acme.example). 3 links suggest that old.example means acme.example. 5 more accounts end in that domain; 4 would match if it meant acme.example. To see which accounts: rule old.example acme.example',
  );
  expect(third.message.buttons).toMatchObject([
    { label: 'Treat old.example as acme.example…', command: 'rule old.example acme.example' },
    { label: 'Undo', action: { type: 'undo' } },
  ]);
  for (const question of ['clearing', 'rules'])
    expect(seen(await office.ask(question))).toContain(
      '3 links suggest that old.example means acme.example.',
    );
});

test('why shows the effect of a rule before anyone has linked anything', async () => {
  const { office } = await merger();
  const answered = await office.ask('why figma p4@old.example');
  expect(seen(answered)).toContain('p4@old.example in Figma has no known owner: nobody has this address.');
  expect(seen(answered)).toContain(
    '7 more accounts end in that domain; 6 would match if it meant acme.example.',
  );
  expect(answered.message.buttons[1]).toEqual({
    label: 'Treat old.example as acme.example…',
    command: 'rule old.example acme.example',
  });
  expect(seen(await office.ask('why figma a9'))).toContain('belongs to Person 9: same address as Person 9.');
});

test('the preview lists exactly what accepting changes, and changes nothing itself', async () => {
  const { office, linkAll, owners } = await merger();
  await linkAll();
  const before = owners();
  const previewed = await office.ask('rule old.example acme.example');
  expect(previewed.message.summary).toBe(
    'If old.example meant acme.example: 4 accounts would find their owner. 1 account of old.example would still belong to nobody. Nothing was changed.',
  );
  await expect(seen(previewed)).toMatchFileSnapshot('../golden/rule.txt');
  expect(owners()).toEqual(before);
  const { changes } = printed(previewed) as { changes: { account: string; after: { id: string } }[] };
  const accepted = await office.ask('rule old.example acme.example accept');
  expect(accepted.message.summary).toBe(
    'old.example means acme.example from now on. 4 accounts found their owner.',
  );
  const changed = owners().filter((row, at) => row !== before[at]);
  expect(changed).toEqual(changes.map(({ account, after }) => `${account} ${after.id} domain-alias`).sort());
});

test('accepting updates findings and alerts at once and is audited, and the next sync changes nothing', async () => {
  const { office, linkAll, owners } = await merger();
  await linkAll();
  await office.news();
  await office.ask('rule old.example acme.example accept');
  expect(linesOf(await office.news())).toEqual([
    'edit: Figma is clean: 5 findings closed (3 linked, 2 of people who work here).',
    'edit: New in Zoom: Person 8 left on 20 Feb and still holds a seat. In all 1 leaver and 1 unknown.',
  ]);
  expect(office.values("SELECT detail FROM audit WHERE action = 'rule-accepted'")).toEqual([
    JSON.stringify({ from: 'old.example', to: 'acme.example', finds: 4, moves: 0, loses: 0, ambiguous: 0 }),
  ]);
  const after = owners();
  await office.sync();
  expect(owners()).toEqual(after);
  expect(office.values("SELECT count(*) FROM run WHERE status <> 'complete'")).toEqual([0]);
});

test('links by hand stay while the rule applies and after it ends', async () => {
  const { office, linkAll, owners } = await merger();
  await linkAll();
  await office.ask('link figma p4@old.example p9@acme.example');
  await office.ask('rule old.example acme.example accept');
  expect(owners()).toContain('a4 P9 manual-link');
  expect((await office.ask('rule end old.example')).message.summary).toBe(
    'If old.example no longer meant acme.example: 3 accounts would lose their owner. 1 account of old.example would still belong to nobody. Nothing was changed.',
  );
  const ended = await office.ask('rule end old.example accept');
  expect(ended.message.summary).toBe(
    'old.example no longer means acme.example. 3 accounts lost their owner.',
  );
  expect(owners()).toContain('a1 P1 manual-link');
  expect(owners()).toContain('a4 P9 manual-link');
  expect(owners()).toContain('a5 – –');
  expect((await office.ask('rule end old.example')).ok).toBe(false);
  expect(seen(await office.ask('rules'))).toContain(
    'old.example meant acme.example until 2 Mar, when kim ended that rule.',
  );
});

test('the preview names accounts that would fit two people or change their owner', async () => {
  const { office, owners } = await merger({
    roster: [
      'Q1,q1@acme.example,twin@old.example,,Quinn One,active',
      'Q2,twin@acme.example,,,Twin Two,active',
    ],
    figma: ['a6,twin@oldtenant.example'],
    yaml: 'matching: { domainAliases: { oldtenant.example: old.example } }',
  });
  expect(owners()).toContain('a6 Q1 domain-alias');
  const previewed = await office.ask('rule oldtenant.example acme.example');
  expect(previewed.message.summary).toContain(
    'seatkeeper.yaml says that oldtenant.example means old.example',
  );
  const other = await office.ask('rule old.example acme.example');
  expect(printed(other)).toMatchObject({
    ambiguous: 1,
    changes: expect.arrayContaining([
      expect.objectContaining({ account: 'a6', change: 'ambiguous', candidates: ['Quinn One', 'Twin Two'] }),
    ]),
  });
  expect(seen(other)).toContain('nobody: 2 people fit, Quinn One and Twin Two');
});

test('guests, plus addresses, usernames and people at the old domain are assessed as the next sync would', async () => {
  const { office, owners } = await merger({
    roster: ['X1,xan@old.example,,,Xan Old,active', 'X2,,yan@old.example,,Yan Old,active'],
    figma: [
      'b1,p4+figma@old.example',
      'b2,p5_old.example#ext#@tenant.example',
      'b3,xan@acme.example',
      'b4,yan+x@acme.example',
      'b5,first@else.example,p6@old.example',
      'b6,,,p7@old.example',
      'b7,xan_acme.example#ext#@tenant.example',
    ],
  });
  const before = owners();
  const { changes } = printed(await office.ask('rule old.example acme.example')) as { changes: object[] };
  await office.ask('rule old.example acme.example accept');
  const after = owners();
  expect(after.filter((row) => /^b/.test(String(row)) && String(row).includes('–'))).toEqual([]);
  expect(changes).toHaveLength(after.filter((row, at) => row !== before[at]).length);
  await office.sync();
  expect(owners()).toEqual(after);
  await office.ask('rule end old.example accept');
  expect(owners()).toEqual(before);
  await office.sync();
  expect(owners()).toEqual(before);
});

test('no rule is offered when one link or one owner contradicts the pattern', async () => {
  const { office, linkAll } = await merger({ figma: ['a6,p6@old.example'] });
  await office.ask('link figma a6 p7@acme.example');
  expect((await linkAll()).message.summary).not.toContain('rule ');
  expect(seen(await office.ask('rules'))).not.toContain('3 links');

  const other = await merger({ roster: ['X1,p5@old.example,,,Somebody Else,active'] });
  expect((await other.linkAll()).message.summary).not.toContain('rule ');
});

test('a public mail domain is never offered', async () => {
  const { office } = await merger({ figma: range(4).map((n) => `g${n},p${n}@gmail.com`) });
  for (const n of range(3)) await office.ask(`link figma g${n} p${n}@acme.example`);
  expect(seen(await office.ask('rules'))).not.toContain('gmail.com');
});

test('a rule accepted while a read is held counts when the read is accepted', async () => {
  const { acme, office, owners } = await merger({ figma: range(30).map((n) => `x${n},x${n}@else.example`) });
  acme.write('figma.csv', accounts('a1,p1@old.example', 'a4,p4@old.example', 'n5,p5@old.example'));
  await office.sync();
  const [run] = office.values("SELECT id FROM run WHERE status = 'held'");
  await office.ask('rule old.example acme.example accept');
  expect((await office.ask(`sync accept ${run}`)).ok).toBe(true);
  expect(owners()).toContain('n5 P5 domain-alias');
});

test('seatkeeper.yaml takes precedence over a rule it contradicts, and health reports it', async () => {
  const { acme, office } = await merger();
  await office.ask('rule old.example acme.example accept');
  expect((await office.ask('health')).ok).toBe(true);
  office.close();
  acme.configure((yaml) => `${yaml}\nmatching: { domainAliases: { old.example: other.example } }\n`);
  const again = acme.open();
  await again.sync();
  expect(again.values("SELECT count(*) FROM account WHERE rule = 'domain-alias'")).toEqual([0]);
  const health = await again.ask('health');
  expect(health.ok).toBe(false);
  expect(lookAtStatus(again.context, { ready: true }).health).toContainEqual({
    code: 'rules-overruled',
    source: null,
    count: 1,
  });
  expect(seen(health)).toContain(
    'seatkeeper.yaml says that old.example means other.example. This overrules the rule that kim accepted',
  );
  expect(seen(await again.ask('rules'))).toContain('overruled by seatkeeper.yaml');
});

test.each([
  ['rule old.example', 'Write rule <domain> <the domain it means>'],
  ['rule old.example old.example', 'old.example already means itself.'],
  ['rule old acme.example', '"old" is not a domain; write it like acme.com.'],
  ['rule old.example acme.example now', 'I don\'t know "now". Write accept to accept the rule.'],
  ['rule end nowhere.example', 'There is no rule about nowhere.example. To list the rules: rules'],
  ['why figma nobody', 'Figma has no account "nobody".'],
])('%s is refused with an explanation', async (question, why) => {
  const { office } = await merger();
  const answered = await office.ask(question);
  expect(answered.ok).toBe(false);
  expect(answered.message.summary).toContain(why);
});
