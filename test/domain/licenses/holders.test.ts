import { describe, expect, it } from 'vitest';
import { heldCounter, holdersOf, licenseIndex } from '../../../src/domain/licenses/holders.ts';

const one = (id: string, sku: string, product: string, goneAt: string | null = null) => ({
  id,
  sku,
  names: [id, sku, product].map((name) => name.toLowerCase()),
  goneAt,
});
const FULL = one('S1', 'FIG-FULL', 'Figma Full');
const DEV = one('S2', 'FIG-DEV', 'Figma Dev');

describe('which subscription a license means', () => {
  const means = (items: readonly ReturnType<typeof one>[], license: string) =>
    licenseIndex(items)(license).map(({ id }) => id);

  it.each(['S1', 'fig-full', ' Figma FULL '])('%s, without regard to case', (license) => {
    expect(means([FULL, DEV], license)).toEqual(['S1']);
  });

  it('an id means one, even where another has it as SKU', () => {
    expect(means([FULL, one('S9', 'S1', 'Other')], 's1')).toEqual(['S1']);
  });

  it('a SKU that was bought twice means both', () => {
    expect(means([FULL, one('S3', 'FIG-FULL', 'Figma Full')], 'FIG-FULL')).toEqual(['S1', 'S3']);
  });

  it('a subscription that is gone matches only where no current one does', () => {
    const gone = one('S0', 'FIG-FULL', 'Figma Full', '2026-03-01');
    expect(means([gone, FULL], 'Figma Full')).toEqual(['S1']);
    expect(means([gone, DEV], 'Figma Full')).toEqual(['S0']);
  });

  it('an unknown name matches nothing', () => {
    expect(means([FULL], 'Figma')).toEqual([]);
  });
});

describe('counting license holders', () => {
  it('an account that names one license twice holds it once', () => {
    const counter = heldCounter();
    counter.add(['Figma Full', 'FIG-FULL']);
    counter.add(['Figma Full', 'Figma Dev']);
    counter.add(['Figma Full']);
    counter.add([]);
    expect(Object.fromEntries(holdersOf([FULL, DEV], counter.sets()))).toEqual({ S1: 3, S2: 1 });
  });

  it('a seat that may belong to either of two subscriptions counts for neither', () => {
    const counts = holdersOf(
      [FULL, one('S3', 'FIG-FULL', 'Figma Full')],
      [{ licenses: ['FIG-FULL'], count: 9 }],
    );
    expect(Object.fromEntries(counts)).toEqual({ S1: null, S3: null });
  });

  it('without counts, the number of holders is not known', () => {
    expect(holdersOf([FULL], null).get('S1')).toBeNull();
  });

  it('an app with too many combinations of licenses is counted by single licenses', () => {
    const counter = heldCounter();
    for (let n = 0; n < 2500; n++) counter.add(['Figma Full', `Extra ${n % 2400}`]);
    expect(holdersOf([FULL], counter.sets()).get('S1')).toBe(2500);
  });

  it('an app with a different name for every seat cannot be counted', () => {
    const counter = heldCounter();
    for (let n = 0; n < 6000; n++) counter.add([`Seat ${n}`]);
    expect(counter.sets()).toBeNull();
  });
});
