/** A generator of the same random numbers on every machine: sfc32. */
export function random(seed) {
  let [a, b, c, counter] = [seed | 0, 0x9e3779b9, 0x243f6a88, 1];
  const next = () => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return sum >>> 0;
  };
  for (let i = 0; i < 12; i++) next();

  const below = (limit) => Math.floor((next() / 2 ** 32) * limit);
  return {
    below,
    chance: (percent) => (next() / 2 ** 32) * 100 < percent,
    pick: (list) => list[below(list.length)],
    /** 24 hexadecimal digits, like the object ids of most vendors. */
    id: () => [next(), next(), next()].map((part) => part.toString(16).padStart(8, '0')).join(''),
    /** A day between two years, the later one excluded. */
    day: (from, to) => `${from + below(to - from)}-${two(1 + below(12))}-${two(1 + below(28))}`,
    clock: () => `${two(below(24))}:${two(below(60))}:${two(below(60))}Z`,
  };
}

const two = (number) => String(number).padStart(2, '0');
