import { statSync } from 'node:fs';
import { expect, test } from 'vitest';
import { microsoftSku } from '../../../src/connectors/csv-cells/microsoft-skus.ts';
import { company, LICENSES, people } from '../../support/company.ts';

const E3 = '05e9a617-0261-4cee-bb44-138d3ef5d965';

test('a Microsoft license gets its name by its GUID, however the GUID is written', () => {
  expect(microsoftSku(E3)).toEqual({ partNumber: 'SPE_E3', name: 'Microsoft 365 E3' });
  expect(microsoftSku(E3.toUpperCase())?.name).toBe('Microsoft 365 E3');
  expect(microsoftSku(`4fce62c2-08e2-4c2d-a5e4-26aab1a2a0a6_${E3}`)?.name).toBe('Microsoft 365 E3');
});

test('a part number identifies nothing: the same one is used for different products', () => {
  expect(microsoftSku('SPE_E3')).toBeNull();
  expect(microsoftSku('MCOPSTN5')).toBeNull();
});

test('a GUID that is not in the catalogue has no name', () => {
  expect(microsoftSku('0f0f0f0f-1111-4222-8333-444455556666')).toBeNull();
});

test('the catalogue stays small', () => {
  expect(statSync(new URL('../../../catalogues/microsoft-skus.tsv', import.meta.url)).size).toBeLessThan(
    80_000,
  );
});

test.each([
  ['a GUID without a product', `${E3},,5`, 'Microsoft 365 E3'],
  ['its part number in place of a name', `${E3},SPE_E3,5`, 'Microsoft 365 E3'],
  ['a name an admin wrote', `${E3},Office for everybody,5`, 'Office for everybody'],
  ['a part number as SKU', 'SPE_E3,,5', null],
  ['a GUID nobody knows', '0f0f0f0f-1111-4222-8333-444455556666,,5', null],
])('in a file of licenses, %s', async (_, row, product) => {
  const acme = company({
    roster: people('1,ada@acme.example,,,Ada Keller,active'),
    apps: { m365: 'id,email\nu1,ada@acme.example\n' },
    licenses: { m365: `${LICENSES}\n${row},1,39,EUR,monthly\n` },
  });
  const office = acme.open();
  await office.sync();
  const [sku] = row.split(',');
  const [found] = (await office.ask('subscriptions m365')).json as {
    product: string;
    sku: string;
    missing: string[];
  }[];
  expect(found).toMatchObject({ product, sku, missing: product === null ? ['product'] : [] });
});
