import { describe, expect, it } from 'vitest';
import { hash53, hash96 } from '../../../src/domain/lookup/hash.ts';
import { keyTable } from '../../../src/domain/roster-index/key-table.ts';

describe('keyTable', () => {
  it('returns the values in the order they were added, without immediate repetitions', () => {
    const table = keyTable();
    for (const value of [7, 7, 0, 3, 3]) table.add('desk@acme.example', value);
    table.add('ana@acme.example', 0);
    expect(table.get('desk@acme.example')).toEqual([7, 0, 3]);
    expect(table.get('ana@acme.example')).toEqual([0]);
    expect(table.get('bo@acme.example')).toEqual([]);
  });

  it('names the values of the keys that have several', () => {
    const table = keyTable();
    table.add('a', 1);
    table.add('b', 1);
    table.add('b', 2);
    table.add('c', 3);
    table.add('c', 3);
    expect([...table.shared()]).toEqual([[1, 2]]);
  });

  it('distinguishes hostile keys like any others', () => {
    const table = keyTable();
    const keys = ['', ' ', '\0', '\0\0', '__proto__', 'constructor', 'a', 'A', '\ud800', '\udc00'];
    for (const [value, key] of keys.entries()) table.add(key, value);
    for (const [value, key] of keys.entries()) expect(table.get(key), JSON.stringify(key)).toEqual([value]);
  });

  it('neither loses nor confuses keys while it grows', () => {
    const table = keyTable();
    const people = 20_000;
    for (let i = 0; i < people; i++) {
      table.add(`person${i}@acme.example`, i);
      table.add(`team${i % 7000}@acme.example`, i);
    }
    for (let i = 0; i < people; i += 37) {
      expect(table.get(`person${i}@acme.example`)).toEqual([i]);
      expect(table.get(`team${i % 7000}@acme.example`)).toContain(i);
      expect(table.get(`nobody${i}@acme.example`)).toEqual([]);
    }
    expect([...table.shared()]).toHaveLength(7000);
  });
});

describe('the hashes', () => {
  const lanesOf = (text: string, seed = 0) => {
    const lanes = new Int32Array(3);
    hash96(text, seed, lanes);
    return lanes.join();
  };

  it('are integers that a double can hold, and never 0, which marks a free slot', () => {
    for (const text of ['', 'a', 'ana@acme.example', '👩‍💻', 'x'.repeat(300)])
      expect(Number.isSafeInteger(hash53(text)) && hash53(text) > 0, text).toBe(true);
  });

  it('differ for addresses that differ in one letter, and change with the seed', () => {
    const texts = Array.from({ length: 20_000 }, (_, i) => `person${i}@acme.example`);
    expect(new Set(texts.map((text) => hash53(text))).size).toBe(texts.length);
    expect(new Set(texts.map((text) => lanesOf(text))).size).toBe(texts.length);
    expect(lanesOf('ana@acme.example', 1)).not.toBe(lanesOf('ana@acme.example', 2));
    // Each of the three lanes alone distinguishes nearly all of them, so all three contribute.
    for (const lane of [0, 1, 2])
      expect(new Set(texts.map((text) => lanesOf(text).split(',')[lane])).size).toBeGreaterThan(19_990);
  });
});
