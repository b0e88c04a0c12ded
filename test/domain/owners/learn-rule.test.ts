import { expect, it } from 'vitest';
import { type AddressPair, contradicts, learnPatterns } from '../../../src/domain/owners/learn-rule.ts';
import { ACME_DOMAINS } from '../../support/build.ts';

const link = (account: string, ...owner: string[]): AddressPair => ({ account: [account], owner });
const same = (...locals: string[]) =>
  locals.map((local) => link(`${local}@old.example`, `${local}@acme.example`));
const learn = (...links: AddressPair[]) => learnPatterns(links, ACME_DOMAINS);

it('three links of different addresses make a pattern; two do not', () => {
  expect(learn(...same('ana', 'bo', 'cy'))).toEqual([{ from: 'old.example', to: 'acme.example', links: 3 }]);
  expect(learn(...same('ana', 'bo'))).toEqual([]);
});

it('one address linked in three apps is one link', () => {
  expect(learn(...same('ana', 'ana', 'ana'))).toEqual([]);
});

it('a link that contradicts the pattern ends it', () => {
  expect(learn(...same('ana', 'bo', 'cy', 'di'), link('eve@old.example', 'eva@acme.example'))).toEqual([]);
});

it('a link to a person without an address at that domain does not contradict it', () => {
  expect(learn(...same('ana', 'bo', 'cy'), link('eve@old.example', 'eve@else.example'))).toHaveLength(1);
});

it('an alias of the owner counts', () => {
  const pairs = ['ana', 'bo', 'cy'].map((l) =>
    link(`${l}@old.example`, `${l}.x@acme.example`, `${l}@acme.example`),
  );
  expect(learn(...pairs)).toHaveLength(1);
});

it('domains that already mean the same are not learned again', () => {
  const pairs = ['ana', 'bo', 'cy'].map((l) => link(`${l}@acmeco.onmicrosoft.com`, `${l}@acme.example`));
  expect(learn(...pairs)).toEqual([]);
});

it('guests and public mail providers make no pattern', () => {
  const guests = ['ana', 'bo', 'cy'].map((l) =>
    link(`${l}_home.example#ext#@tenant.example`, `${l}_home.example#ext#@acme.example`),
  );
  const mail = ['ana', 'bo', 'cy'].map((l) => link(`${l}@gmail.com`, `${l}@acme.example`));
  expect(learn(...guests, ...mail)).toEqual([]);
});

it('an owner with another address at that domain contradicts it, and so does another person who has the address', () => {
  const pattern = { from: 'old.example', to: 'acme.example' };
  expect(contradicts(pattern, link('sam@old.example', 'sam@acme.example'))).toBe(false);
  expect(contradicts(pattern, link('sam@old.example', 'samuel@acme.example'))).toBe(true);
  expect(contradicts(pattern, link('sam@old.example', 'sam@old.example'))).toBe(false);
  expect(contradicts(pattern, link('sam@old.example', 'sam@old.example'), () => true)).toBe(true);
});
