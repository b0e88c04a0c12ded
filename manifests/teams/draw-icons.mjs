// Draws color.png and outline.png, the icons Teams asks for: `node manifests/teams/draw-icons.mjs`.
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { crc32, deflateSync } from 'node:zlib';

/** Points per pixel and side: the more, the smoother the edges. */
const FINE = 8;
const GREEN = [0x1f, 0x6f, 0x5c];
const WHITE = [0xff, 0xff, 0xff];

/** A chair seen from the side: back, seat, two legs. In a square of side 1. */
function chair(x, y) {
  return (
    box(x, y, { left: 0.29, top: 0.16, right: 0.71, bottom: 0.46, round: 0.09 }) ||
    box(x, y, { left: 0.33, top: 0.4, right: 0.41, bottom: 0.6, round: 0 }) ||
    box(x, y, { left: 0.59, top: 0.4, right: 0.67, bottom: 0.6, round: 0 }) ||
    box(x, y, { left: 0.21, top: 0.54, right: 0.79, bottom: 0.67, round: 0.05 }) ||
    box(x, y, { left: 0.26, top: 0.6, right: 0.34, bottom: 0.86, round: 0.03 }) ||
    box(x, y, { left: 0.66, top: 0.6, right: 0.74, bottom: 0.86, round: 0.03 })
  );
}

function box(x, y, { left, top, right, bottom, round }) {
  const dx = Math.max(left + round - x, x - right + round, 0);
  const dy = Math.max(top + round - y, y - bottom + round, 0);
  return x >= left && x <= right && y >= top && y <= bottom && (round === 0 || Math.hypot(dx, dy) <= round);
}

/** `paint` returns the colour of a point, or `null` for none. Every row of a PNG starts with the byte of its filter; we use none. */
function png(size, paint) {
  const rows = Buffer.alloc(size * (1 + size * 4));
  for (let y = 0; y < size; y++)
    for (let x = 0; x < size; x++) rows.set(pixel(x, y, size, paint), y * (1 + size * 4) + 1 + x * 4);
  const header = Buffer.alloc(13);
  header.writeUInt32BE(size, 0);
  header.writeUInt32BE(size, 4);
  header.set([8, 6, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function pixel(x, y, size, paint) {
  const sum = [0, 0, 0];
  let covered = 0;
  for (let fy = 0; fy < FINE; fy++)
    for (let fx = 0; fx < FINE; fx++) {
      const colour = paint((x + (fx + 0.5) / FINE) / size, (y + (fy + 0.5) / FINE) / size);
      if (colour === null) continue;
      covered++;
      for (const at of [0, 1, 2]) sum[at] += colour[at];
    }
  if (covered === 0) return [0, 0, 0, 0];
  return [...sum.map((part) => Math.round(part / covered)), Math.round((covered / FINE ** 2) * 255)];
}

function chunk(name, data) {
  const named = Buffer.concat([Buffer.from(name), data]);
  const whole = Buffer.alloc(data.length + 12);
  whole.writeUInt32BE(data.length, 0);
  named.copy(whole, 4);
  whole.writeUInt32BE(crc32(named), data.length + 8);
  return whole;
}

const place = (name) => fileURLToPath(new URL(name, import.meta.url));
writeFileSync(
  place('color.png'),
  png(192, (x, y) => (chair((x - 0.5) / 0.86 + 0.5, (y - 0.5) / 0.86 + 0.5) ? WHITE : GREEN)),
);
writeFileSync(
  place('outline.png'),
  png(32, (x, y) => (chair(x, y) ? WHITE : null)),
);
