import { utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { csv } from '../../../src/connectors/csv/csv.ts';
import { connectorErrorOf, everyOf, folderWith, testIo } from '../../support/connector-io.ts';

const MEMBERS =
  'Member ID,Login,E-mail,Status,Role\nM1,ana,ana@x.example,active,Admin\nM2,bo,bo@x.example,suspended,Member\n';

async function connect(files: Record<string, string>, settings = {}) {
  const directory = await folderWith(files);
  const accounts = Object.keys(files);
  return { directory, app: csv.connect({ accounts, ...settings }, testIo({ directory })) };
}

describe('Several files of one app are one list', () => {
  it.each([
    ['id', 'User ID,Last seen\nm1,2026-02-01\n'],
    ['login', 'Username,Last seen\nAna,2026-02-01\n'],
    ['address', 'User,Last seen\nAna@x.example,2026-02-01\n'],
  ])('joined by %s', async (_, activity) => {
    const { app } = await connect({ 'members.csv': MEMBERS, 'activity.csv': activity });
    expect(await everyOf(app.accounts())).toMatchObject([
      { id: 'M1', state: 'active', role: 'Admin', lastActive: '2026-02-01' },
      { id: 'M2', state: 'suspended', lastActive: null },
    ]);
  });

  it('what the first file says goes first, and whom only a further one lists is there too', async () => {
    const { app } = await connect({
      'members.csv': MEMBERS,
      'seats.csv': 'Login,Role,License,Status\nana,Guest,Pro,active\ncy,Member,Pro,active\n',
    });
    expect(await everyOf(app.accounts())).toMatchObject([
      { id: 'M1', state: 'active', role: 'Admin', licenses: ['Pro'] },
      { id: 'M2', state: 'suspended', licenses: [] },
      { id: 'cy', licenses: ['Pro'], emails: [] },
    ]);
  });

  it('of two states the stronger one counts, in whichever file it is', async () => {
    const { app } = await connect({
      'members.csv': MEMBERS,
      'seats.csv': 'Login,Status\nana,Deactivated\nbo,Active\n',
    });
    expect(await everyOf(app.accounts())).toMatchObject([
      { id: 'M1', state: 'deactivated' },
      { id: 'M2', state: 'suspended' },
    ]);
  });

  it('that tells no state only if no file does, and lacks only what all lack', async () => {
    const files = { 'members.csv': MEMBERS, 'activity.csv': 'Login,Last seen\nana,2026-02-01\n' };
    const { app } = await connect(files);
    await everyOf(app.accounts());
    expect(app.unusedColumns?.().notes).toBeUndefined();
    expect((await app.check()).map(({ capability }) => capability)).toEqual(['subscriptions']);
  });

  it('as old as the oldest of them', async () => {
    const { app, directory } = await connect({ 'members.csv': MEMBERS, 'activity.csv': 'Login\nana\n' });
    await utimes(join(directory, 'activity.csv'), 0, new Date('2026-02-01T09:00:00Z'));
    expect(await app.dataAge?.()).toBe('2026-02-01T09:00:00.000Z');
  });

  it('which fails when one of them does, by its name', async () => {
    const { app } = await connect({ 'members.csv': MEMBERS, 'activity.csv': 'Team,Points\nred,1\n' });
    expect((await connectorErrorOf(everyOf(app.accounts()))).message).toMatch(/^activity\.csv line 1/);
  });

  it('whose columns the settings name in whichever has them', async () => {
    const files = { 'members.csv': MEMBERS, 'activity.csv': 'Login,Zuletzt da\nana,2026-02-01\n' };
    const { app } = await connect(files, { columns: { last_active: 'Zuletzt da' } });
    expect(await everyOf(app.accounts())).toMatchObject([{ lastActive: '2026-02-01' }, { lastActive: null }]);
  });

  it('and no empty list of files is a setting', () => {
    expect(csv.settings.safeParse({ accounts: [] }).success).toBe(false);
    expect(csv.settings.safeParse({ accounts: ['a.csv', 'b.csv'] }).success).toBe(true);
  });
});

describe('A file whose rows are about no account of the first', () => {
  const LIST = 'Member ID,Login,E-mail,Status\nM1,ana,ana@x.example,active\nM2,bo,bo@x.example,active\n';
  const ACTIVITY =
    'User ID,Last seen,License\n1001,2026-02-01,Pro\n1002,2026-02-02,Pro\n1003,2026-02-03,Pro\n';
  const told = async (activity: string, settings = {}) => {
    const { app } = await connect({ 'members.csv': LIST, 'activity.csv': activity }, settings);
    const accounts = await everyOf(app.accounts());
    const apart = app.unusedColumns?.().notes?.filter(({ kind }) => kind === 'apart') ?? [];
    return { accounts, apart, withheld: app.withheld?.() ?? [] };
  };

  it('is named, and what only it tells is told of nobody', async () => {
    const { accounts, apart, withheld } = await told(ACTIVITY);
    expect(accounts).toHaveLength(5);
    expect(apart).toEqual([
      { kind: 'apart', file: 'activity.csv', list: 'members.csv', accounts: 3, fitting: 0, listed: 2 },
    ]);
    const reason = 'only activity.csv has it, and no account of members.csv is in it';
    expect(withheld).toEqual([
      { capability: 'lastActive', reason },
      { capability: 'licenses', reason },
    ]);
  });

  it('is known before the first account is handed on, so that no license counts as given up', async () => {
    const { app } = await connect({ 'members.csv': LIST, 'activity.csv': ACTIVITY });
    for await (const _ of app.accounts()) {
      expect(app.withheld?.().map(({ capability }) => capability)).toEqual(['lastActive', 'licenses']);
      break;
    }
  });

  it('but a report of some accounts is none, nor one of many more than there are', async () => {
    expect(await told('Login,Last seen\nbo,2026-02-01\n')).toMatchObject({ apart: [], withheld: [] });
    const more = `${ACTIVITY}ana,2026-02-04,\nm2,,\n`;
    expect(await told(more)).toMatchObject({ apart: [], withheld: [] });
  });

  it('nor does another list of the same kind hide what each tells of its own accounts', async () => {
    const { apart, withheld } = await told('Login,Status,Last seen\ncy,active,2026-02-01\n', {});
    expect(apart).toMatchObject([{ fitting: 0 }]);
    expect(withheld).toMatchObject([{ capability: 'lastActive' }]);
    const { app } = await connect({
      'eu.csv': 'Login,Last seen\nana,2026-02-01\n',
      'us.csv': 'Login,Last seen\ncy,2026-02-01\n',
    });
    await everyOf(app.accounts());
    expect(app.withheld?.()).toEqual([]);
    expect(app.unusedColumns?.().notes).toContainEqual(expect.objectContaining({ kind: 'apart' }));
  });

  it('and one that fits only here and there is told with both numbers', async () => {
    const list = `Login,Status\n${'abcdefgh'
      .split('')
      .map((login) => `${login},active\n`)
      .join('')}`;
    const { app } = await connect({
      'members.csv': list,
      'activity.csv': 'Login,Last seen\na,2026-02-01\nx1,2026-02-01\nx2,2026-02-01\nx3,2026-02-01\n',
    });
    await everyOf(app.accounts());
    expect(app.unusedColumns?.().notes).toMatchObject([
      { kind: 'apart', accounts: 4, fitting: 1, listed: 8 },
    ]);
    expect(app.withheld?.()).toMatchObject([{ capability: 'lastActive', partly: true }]);
  });
});
