import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { accounts, company, people } from '../../../support/company.ts';
import { eventually } from '../../../support/eventually.ts';
import { CHANNEL, fixture, type TeamsClient } from '../../../support/teams/teams-client.ts';
import { type TeamsOffice, teamsOffice } from '../../../support/teams/teams-office.ts';

const GENERAL = '19:0a1b2c3d4e5f60718293a4b5c6d7e8f9@thread.tacv2';

function acme() {
  return company({
    roster: people('1,ada@acme.example,,,Ada Keller,active'),
    apps: { figma: accounts('f1,ada@acme.example,,,Ada Keller', 'f3,it-team@acme.example,,,IT Team') },
    yaml: 'schedule: { sync: "0 0 1 1 *", digest: "0 0 1 1 *" }',
  });
}

const LIVE = 'SELECT ref FROM conversation WHERE removed_at IS NULL ORDER BY id';
const RECEIVED = 'SELECT count(*) FROM received';

interface Stored {
  readonly conversation: string;
  readonly byAdmin: boolean;
}

/** The stored places of Seatkeeper. */
function channels(office: TeamsOffice): readonly Stored[] {
  return office.values(LIVE).map((ref) => {
    const { conversation, byAdmin } = JSON.parse(String(ref)) as Stored;
    return { conversation, byAdmin };
  });
}

/** Sends it, and waits until it is completely handled. */
async function arrives(office: TeamsOffice, from: TeamsClient, name: string, changes: object = {}) {
  const before = Number(office.values(RECEIVED)[0]);
  await from.send(from.activity(name, changes as Record<string, unknown>));
  await eventually(() => Number(office.values(RECEIVED)[0]) > before, 'the activity');
  await wait(150);
}

describe('one installation that Teams reports twice', () => {
  const PICKED = 'installed-in-a-team';
  const WHOLE = 'bot-added';

  test.each([
    ['the picked channel first', [PICKED, WHOLE]],
    ['the whole team first', [WHOLE, PICKED]],
  ])('alerts never go to the whole team instead of the picked channel: %s', async (_what, names) => {
    const office = await teamsOffice(acme(), { install: false });
    const kim = office.client();
    for (const name of names) await arrives(office, kim, name);
    await eventually(() => office.connector.in(CHANNEL).length > 0, 'the welcome');
    expect(channels(office)).toEqual([{ conversation: CHANNEL, byAdmin: true }]);
    await office.ask('known figma f3 "group alias"');
    expect((await office.alert()).conversation).toBe(CHANNEL);
    // Neither a second welcome nor data about accounts may be shown to everyone in the team.
    expect(office.connector.in(GENERAL)).toEqual([]);
  });

  test('both at once', async () => {
    const office = await teamsOffice(acme(), { install: false });
    const kim = office.client();
    await Promise.all([arrives(office, kim, WHOLE), arrives(office, kim, PICKED)]);
    await eventually(() => office.connector.in(CHANNEL).length > 0, 'the welcome');
    await eventually(() => channels(office).length === 1, 'one place');
    expect(channels(office)).toEqual([{ conversation: CHANNEL, byAdmin: true }]);
  });

  test('when no channel was picked, alerts go to the general one', async () => {
    const office = await teamsOffice(acme(), { install: false });
    await arrives(office, office.client(), WHOLE);
    await eventually(() => office.connector.in(GENERAL).length > 0, 'the welcome');
    await office.settled();
    expect(office.connector.in(GENERAL).map(({ activity }) => activity.summary)).toEqual([
      expect.stringMatching(/^Seatkeeper is here/),
      expect.stringMatching(/^Figma is connected/),
    ]);
  });

  test('the general channel that was picked stays', async () => {
    const office = await teamsOffice(acme(), { install: false });
    const kim = office.client();
    const settings = { selectedChannel: { id: GENERAL } };
    const data = { ...(fixture(PICKED).channelData as object), settings };
    await arrives(office, kim, WHOLE);
    await arrives(office, kim, PICKED, { channelData: data });
    await arrives(office, kim, WHOLE);
    expect(channels(office)).toEqual([{ conversation: GENERAL, byAdmin: true }]);
    await eventually(() => office.connector.in(GENERAL).length > 0, 'the welcome');
  });
});

describe('the place an admin chose', () => {
  const STRANGER = '00000000-0000-4000-8000-00000000dead';
  const asAdmin = [{ conversation: CHANNEL, byAdmin: true }];

  test.each(['add', 'add-upgrade'])(
    'a person who is not an admin cannot redirect alerts with %s',
    async (action) => {
      const office = await teamsOffice(acme());
      await arrives(office, office.client('Lee Chang', STRANGER), 'installed-in-a-team', { action });
      expect(channels(office)).toEqual(asAdmin);
      expect(office.problems().join()).not.toContain('no channel');
      await office.ask('known figma f3 "group alias"');
      expect((await office.alert()).conversation).toBe(CHANNEL);
    },
  );

  test('an upgrade redirects no alerts while it is not known who the admin is', async () => {
    const office = await teamsOffice(acme());
    const kim = office.client('Kim Lee');
    delete kim.from.aadObjectId;
    await arrives(office, kim, 'installed-in-a-team', { action: 'add-upgrade' });
    expect(channels(office)).toEqual(asAdmin);
  });

  test('is forgotten with it: adding it again restores no admin choice', async () => {
    const office = await teamsOffice(acme());
    await arrives(office, office.client(), 'uninstalled');
    await arrives(office, office.client('Lee Chang', STRANGER), 'installed-in-a-team');
    expect(channels(office)).toEqual([{ conversation: CHANNEL, byAdmin: false }]);
  });
});
