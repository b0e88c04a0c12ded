import { describe, expect, it } from 'vitest';
import { csv } from '../../../src/connectors/csv/csv.ts';
import { connectorErrorOf, everyOf, folderWith, testIo } from '../../support/connector-io.ts';

async function read(content: string, columns: Readonly<Record<string, string>> = {}) {
  const directory = await folderWith({ 'app.csv': content });
  const app = csv.connect({ accounts: 'app.csv', columns }, testIo({ directory }));
  return everyOf(app.accounts());
}

const ENTRA_GROUPS =
  'id,displayName,mail,groupType,membershipType,source\n1,Sales,sales@x.example,Microsoft 365,Assigned,Cloud\n2,VPN,,Security,Dynamic,Cloud\n';
const GROUPS = 'Name,Email,Members,Access type\nSales,sales@x.example,12,Team\nEng,eng@x.example,20,Public\n';

describe('A list of something else is no list of accounts, though it has ids or addresses', () => {
  it.each([
    ['groups by their type', ENTRA_GROUPS, 'has a column groupType, so it is a list of groups'],
    ['groups by how many are in them', GROUPS, 'has a column Members, so it is a list of groups'],
    [
      'groups by an id only',
      'ID,Name,Anzahl Mitglieder\n1,Vertrieb,12\n2,Technik,20\n',
      'has a column Anzahl Mitglieder, so it is a list of groups',
    ],
    [
      'license counts',
      'ID,Product,Quantity,Price,Status\n1,Pro,50,12.00,active\n2,Free,100,0,active\n',
      'has a column Quantity with numbers and no addresses, so it counts licenses and lists no accounts; name it under subscriptions:',
    ],
    [
      'license counts under a word that also names the license of a person',
      'ID,Product,Seats\n1,Pro,50\n2,Free,100\n',
      'has a column Seats with numbers',
    ],
  ])('%s', async (_, content, words) => {
    expect((await connectorErrorOf(read(content))).message).toContain(words);
  });

  it('but what the settings name as its accounts is read', async () => {
    expect(await read(GROUPS, { email: 'Email' })).toHaveLength(2);
    expect(await read(ENTRA_GROUPS, { id: 'id' })).toHaveLength(2);
  });

  it.each([
    ['names', 'Email,Members\na@x.example,Ana\nb@x.example,Ben\n'],
    ['numbers beside a role', 'Email,Role,Members\na@x.example,Admin,3\nb@x.example,User,0\n'],
    ['licenses of people', 'Email,Licenses\na@x.example,1\nb@x.example,1\n'],
    ['people by another heading', 'ID,Contact,Quantity\n1,a@x.example,1\n2,b@x.example,2\n'],
  ])('nor is a file of accounts refused for a column with %s', async (_, content) => {
    expect(await read(content)).toHaveLength(2);
  });
});

describe('A header in a language that nobody here reads', () => {
  it('is refused with the column that holds the addresses, and read once that is said', async () => {
    const content = 'netfang,nafn\na@x.example,Ana\nb@x.example,Ben\n';
    expect((await connectorErrorOf(read(content))).message).toContain(
      '"netfang" holds addresses: if each row is about the one that it names there, set columns: { email: "netfang" }',
    );
    expect(await read(content, { email: 'netfang' })).toMatchObject([
      { emails: ['a@x.example'] },
      { emails: ['b@x.example'] },
    ]);
  });

  it('tells nothing of a file that holds no addresses: it may be anything', async () => {
    const error = await connectorErrorOf(read('hunter2,geheim\nalpha,beta\ngamma,delta\n'));
    expect(error.message).not.toContain('hunter2');
  });
});
