import { expect, it } from 'vitest';
import { connectors } from '../../src/connectors/registry.ts';
import { VENDORS } from '../support/vendor-list.ts';
import { requestsOf } from './requests-of.ts';

it.each(Object.keys(VENDORS))(
  'docs/connectors.md does not promise fewer requests than a read of %s makes, nor many more',
  async (id) => {
    const { per1000, besides } = connectors.find((each) => each.id === id)?.requestsPer1000 ?? {
      per1000: 0,
      besides: 0,
    };
    const [small, large] = [(await requestsOf(id, 1000)).length, (await requestsOf(id, 3000)).length];
    expect(large - small).toBeLessThanOrEqual(2 * per1000);
    expect(small - per1000 - besides).toBeLessThanOrEqual(0);
    expect(per1000 + besides - small).toBeLessThanOrEqual(2);
  },
);
