import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CATALOGUE } from '../../../src/connectors/rest/catalogue.ts';
import { problemText, readDeclaration } from '../../../src/connectors/rest-declaration/read.ts';

const ids = readdirSync(CATALOGUE).map((name) => name.replace(/\.yaml$/, ''));

describe.each(ids)('catalogues/apps/%s.yaml', (id) => {
  const read = readDeclaration(readFileSync(join(CATALOGUE, `${id}.yaml`), 'utf8'));

  it('is a declaration without a fault', () => {
    expect(read.ok ? [] : read.problems.map(problemText)).toEqual([]);
  });

  it('says where its facts come from, which rights it needs, and how far to trust it', () => {
    const { about, rights = [], reports, requests } = read.ok ? read.declaration : {};
    expect(about?.documentation.length).toBeGreaterThan(0);
    expect(rights.filter((right) => right.for === 'accounts')).not.toEqual([]);
    expect(reports).toBeDefined();
    expect(requests).toBeDefined();
  });

  it('is proven as far as it says', () => {
    const about = read.ok ? read.declaration.about : undefined;
    const folder = join(import.meta.dirname, id);
    const product = join(import.meta.dirname, '../../products', `${id}.product.ts`);
    expect(existsSync(folder) ? readdirSync(folder) : []).toContain(`${id}.test.ts`);
    expect(existsSync(product)).toBe(about?.proven === 'real-product');
  });
});
