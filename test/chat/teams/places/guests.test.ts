import { describe, expect, it, onTestFinished, test } from 'vitest';
import { readActivity } from '../../../../src/chat/teams/inbound/incoming.ts';
import { createTeamsRights } from '../../../../src/chat/teams/places/rights.ts';
import { openBotApi } from '../../../../src/chat/teams/rest/bot-api.ts';
import { createPromptFetch } from '../../../../src/connectors/network/dial.ts';
import { accounts, company, people } from '../../../support/company.ts';
import { eventually } from '../../../support/eventually.ts';
import { readText } from '../../../support/teams/live-card.ts';
import {
  answerCard,
  CHANNEL,
  fixture,
  KIM,
  TENANT,
  type TeamsClient,
} from '../../../support/teams/teams-client.ts';
import { cardOf, TeamsConnector } from '../../../support/teams/teams-connector.ts';
import { teamsOffice } from '../../../support/teams/teams-office.ts';

const LINK = 'Link to ada@acme.example';
const OTHER = '11111111-0000-4000-8000-000000000000';
const changed = 'SELECT count(*) FROM audit';

async function acme() {
  const office = await teamsOffice(
    company({
      roster: people('1,ada@acme.example,,,Ada Keller,active'),
      apps: {
        figma: accounts('f1,ada@acme.example,,,Ada Keller', 'f4,ada.keller@home.example,,,Ada Keller'),
      },
      yaml: 'schedule: { sync: "0 0 1 1 *", digest: "0 0 1 1 *" }',
    }),
  );
  const card = await office.alert();
  return { office, connector: office.connector, kim: office.client(), card };
}

type How = (connector: TeamsConnector, kim: TeamsClient) => void;
const GUESTS: readonly (readonly [string, How])[] = [
  ['whom the roster calls one', (connector, kim) => connector.members.set(idOf(kim), { userRole: 'guest' })],
  [
    'who came in without an account',
    (connector, kim) => connector.members.set(idOf(kim), { userRole: 'anonymous' }),
  ],
  ['whom the activity calls one', (_, kim) => Object.assign(kim.from, { userRole: 'guest' })],
  ['of the properties', (_, kim) => Object.assign(kim.from, { properties: { userRole: 'guest' } })],
];
const idOf = ({ from }: TeamsClient) => String(from.id);

describe.each(GUESTS)('a guest %s', (_what, make) => {
  it('changes nothing and sees nothing, even when listed as an admin', async () => {
    const { office, connector, kim, card } = await acme();
    const form = kim.clickBody(card, 'Mark as known…');
    // With the object id of an admin.
    const guest = office.client();
    guest.from.id = '29:guest';
    make(connector, guest);
    const audits = office.values(changed);

    for (const title of [LINK, 'Mark as known…'])
      expect(readText(answerCard(await guest.press(card, title)))).toMatch(/^You are a guest here/);
    const submit = { ...form, id: 'form', from: guest.from, value: fixture('execute-submit').value };
    expect(readText(answerCard(await guest.send(submit)))).toMatch(/^You are a guest here/);

    for (const typed of ['status', 'access figma', 'link figma f4 ada@acme.example', 'export access figma']) {
      const from = connector.said.length;
      await guest.mention(typed);
      const said = readText(cardOf(await eventually(() => connector.said[from], 'an answer')));
      expect(said).toBe(
        'You are a guest here, and Seatkeeper answers only full members of Acme. Nothing was changed.',
      );
    }
    const search = await guest.send(
      guest.activity('search-people', {
        value: { queryText: 'ada', queryOptions: { skip: 0, top: 15 }, dataset: 'people' },
      }),
    );
    expect(search.body).toMatchObject({ value: { results: [] } });
    expect(office.values(changed)).toEqual(audits);
  });
});

it('a guest decides nothing about where alerts go', async () => {
  const { office, connector } = await acme();
  const guest = office.client('Kim Lee');
  guest.from.id = 'guest';
  connector.members.set('guest', { userRole: 'guest' });
  await guest.send(
    guest.activity('installed-in-a-team', {
      conversation: {
        ...(fixture('installed-in-a-team').conversation as object),
        id: '19:else@thread.tacv2',
      },
      channelData: { tenant: { id: TENANT }, team: { id: '19:else@thread.tacv2' } },
    }),
  );
  await eventually(() => connector.in('19:else@thread.tacv2').length > 0, 'the welcome');
  await office.ask('known figma f4 "private"');
  await office.settled();
  expect((await office.alert()).conversation).toBe(CHANNEL);
});

describe('in the cloud', () => {
  async function standing(
    member: Record<string, unknown> | number,
    from: object = {},
    now: () => number = Date.now,
  ) {
    const connector = await TeamsConnector.open();
    onTestFinished(() => connector.close());
    const arrived = readActivity({
      ...fixture('channel-mention'),
      serviceUrl: connector.serviceUrl,
      from: { id: '29:kim', name: 'Kim Lee', aadObjectId: KIM, ...from },
    });
    if (arrived.type !== 'command') throw new Error(arrived.type);
    connector.members.set('29:kim', member);
    const rights = createTeamsRights({
      connector: openBotApi({
        token: async () => 'ours',
        fetch: createPromptFetch(),
        local: true,
        random: () => 0,
      }),
      users: [KIM.toUpperCase()],
      tenant: TENANT,
      organisation: 'Acme',
      elapsed: now,
    });
    const found = await rights.of(arrived.by, arrived.place);
    return { found, again: () => rights.of(arrived.by, arrived.place), calls: connector.calls, connector };
  }

  test('an admin of the tenant may change things, and Teams is asked once a minute', async () => {
    const { found, again, calls } = await standing({ tenantId: TENANT.toUpperCase() });
    expect(found).toMatchObject({ outsider: false, caller: { mayChange: true } });
    await again();
    expect(calls).toMatchObject([
      {
        method: 'GET',
        path: `/v3/conversations/${encodeURIComponent(CHANNEL)}/members/29%3Akim`,
        authorization: 'Bearer ours',
      },
    ]);
  });

  test.each([
    ['the roster says is of another tenant', { tenantId: OTHER }, {}],
    ['is from another tenant by their activity', {}, { tenantId: OTHER }],
    ['has it in their properties', {}, { properties: { tenantId: OTHER } }],
    ['is from another tenant while the roster cannot be asked', 502, { tenantId: OTHER }],
  ])('an admin who %s is an outsider', async (_what, member, from) => {
    const { found } = await standing(member, from);
    expect(found).toMatchObject({
      outsider: true,
      caller: { mayChange: false, whyNot: expect.stringContaining("not in Acme's tenant") },
    });
  });

  test.each([403, 404, 429, 500])('a roster that answers %i lets an admin look only', async (status) => {
    const { found } = await standing(status);
    expect(found).toMatchObject({
      outsider: false,
      caller: { mayChange: false, whyNot: expect.stringContaining('did not say whether you are a guest') },
    });
  });

  const UNLISTED = { aadObjectId: '00000000-0000-4000-8000-00000000dead' };

  test.each([403, 404, 429, 500])(
    'a person whom Teams never reported as a member sees nothing while the roster answers %i',
    async (status) => {
      const { found } = await standing(status, UNLISTED);
      expect(found).toMatchObject({
        outsider: true,
        caller: { mayChange: false, whyNot: expect.stringContaining('did not say whether you are a guest') },
      });
    },
  );

  test('a member goes on reading for an hour while the roster cannot be asked, and changes nothing', async () => {
    let now = 0;
    for (const from of [UNLISTED, {}]) {
      const { again, connector } = await standing({}, from, () => now);
      connector.members.set('29:kim', 429);
      now += 3_599_000;
      expect(await again()).toMatchObject({ outsider: false, caller: { mayChange: false } });
    }
    const { again, connector } = await standing({}, UNLISTED, () => now);
    connector.members.set('29:kim', 429);
    now += 3_601_000;
    expect(await again()).toMatchObject({ outsider: true });
  });

  test('a person who is no longer in the roster of Teams sees nothing, however recently they were a member', async () => {
    let now = 0;
    const { again, connector } = await standing({}, UNLISTED, () => now);
    connector.members.set('29:kim', 404);
    now += 120_000;
    expect(await again()).toMatchObject({ outsider: true });
  });

  test.each([{}, UNLISTED])('a known guest stays one while the roster cannot be asked %#', async (from) => {
    let now = 0;
    const { again, connector } = await standing({ userRole: 'guest' }, from, () => now);
    connector.members.set('29:kim', 429);
    now += 120_000;
    expect(await again()).toMatchObject({
      outsider: true,
      caller: { whyNot: expect.stringContaining('You are a guest here') },
    });
  });
});
