import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { crc32, inflateRawSync, inflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { teamsPackage } from '../../manifests/teams/package.mjs';
import { COMMANDS } from '../../src/commands/registry.ts';

const ENV = {
  TEAMS_APP_ID: '6F1C1F0E-3a1e-4b7a-9f5d-2f0f6a0c1d11',
  BASE_URL: 'https://seats.acme.example/bot',
};

/** Microsoft's own schema. The package that ships it cannot be imported, because it needs a package it does not declare. */
const schema = (version: string) =>
  JSON.parse(
    readFileSync(
      join(
        createRequire(import.meta.url).resolve('@microsoft/app-manifest/package.json'),
        `../build/json-schemas/teams/v${version}/MicrosoftTeams.schema.json`,
      ),
      'utf8',
    ),
  );

interface Manifest {
  manifestVersion: string;
  bots: [
    {
      botId: string;
      scopes: string[];
      commandLists: [{ commands: { title: string; description: string }[] }];
    },
  ];
  name: { short: string };
  [key: string]: unknown;
}

/** Reads a zip like other programs: from the directory at its end. */
function unzip(bytes: Buffer): Map<string, Buffer> {
  const end = bytes.lastIndexOf('PK\x05\x06', undefined, 'latin1');
  const files = new Map<string, Buffer>();
  let at = bytes.readUInt32LE(end + 16);
  for (let left = bytes.readUInt16LE(end + 10); left > 0; left--) {
    expect(bytes.toString('latin1', at, at + 4)).toBe('PK\x01\x02');
    const [packed, size, name, extra, comment] = [
      bytes.readUInt32LE(at + 20),
      bytes.readUInt32LE(at + 24),
      bytes.readUInt16LE(at + 28),
      bytes.readUInt16LE(at + 30),
      bytes.readUInt16LE(at + 32),
    ];
    const local = bytes.readUInt32LE(at + 42);
    const start = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
    const body = inflateRawSync(bytes.subarray(start, start + packed));
    expect(body.length).toBe(size);
    expect(crc32(body)).toBe(bytes.readUInt32LE(at + 16));
    files.set(bytes.toString('utf8', at + 46, at + 46 + name), body);
    at += 46 + name + extra + comment;
  }
  expect(at).toBe(end);
  return files;
}

const files = unzip(teamsPackage(ENV));
const manifest: Manifest = JSON.parse(files.get('manifest.json')?.toString() ?? '');

interface Check {
  (manifest: unknown): boolean;
  errors?: readonly { readonly instancePath: string; readonly message?: string }[] | null;
}
/** CommonJS that names its class `default`: types and Node disagree on how to import it. */
const Draft04: new (options: object) => { compile(schema: object): Check } = createRequire(import.meta.url)(
  'ajv-draft-04',
);

function problemsOf(changed: unknown): string[] {
  const check = new Draft04({ allErrors: true, strict: false, validateFormats: false }).compile(
    schema('1.30'),
  );
  return check(changed)
    ? []
    : (check.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}

describe('the package for Teams', () => {
  it('holds the manifest and its two icons at the top, and nothing else', () => {
    expect([...files.keys()]).toEqual(['manifest.json', 'color.png', 'outline.png']);
  });

  it('is the same, byte for byte, every time', () => {
    expect(teamsPackage(ENV).equals(teamsPackage(ENV))).toBe(true);
  });

  it("has a manifest that is valid by Microsoft's schema", () => {
    expect(manifest.manifestVersion).toBe('1.30');
    expect(problemsOf(manifest)).toEqual([]);
  });

  it('has no placeholder left', () => {
    expect(JSON.stringify(manifest)).not.toContain('${');
    expect(manifest).toMatchObject({
      id: '6f1c1f0e-3a1e-4b7a-9f5d-2f0f6a0c1d11',
      version: expect.stringMatching(/^\d+\.\d+\.\d+$/),
      bots: [
        { botId: '6f1c1f0e-3a1e-4b7a-9f5d-2f0f6a0c1d11', scopes: ['team', 'personal'], supportsFiles: true },
      ],
      validDomains: ['seats.acme.example'],
      developer: { websiteUrl: 'https://seats.acme.example/bot' },
    });
  });

  it('lists at most twelve commands, all of which exist and have a description, with help among them', () => {
    const { commands } = manifest.bots[0].commandLists[0];
    expect(commands.length).toBeLessThanOrEqual(12);
    const verbs = COMMANDS.map(({ verb }) => verb);
    for (const { title, description } of commands) {
      expect(verbs).toContain(title);
      expect(description.length, title).toBeGreaterThan(10);
      expect(description.length, title).toBeLessThan(80);
    }
    expect(commands.map(({ title }) => title)).toContain('help');
  });

  it.each<[string, (changed: Manifest) => void, string]>([
    ['a name too long', (changed) => Object.assign(changed.name, { short: 'x'.repeat(31) }), '/name/short'],
    [
      'a thirteenth command',
      (changed) => changed.bots[0].commandLists[0].commands.push({ title: 'x', description: 'y' }),
      '/bots/0/commandLists/0/commands',
    ],
    ['an id that is none', (changed) => Object.assign(changed, { id: 'seatkeeper' }), '/id'],
    ['a field nobody knows', (changed) => Object.assign(changed, { slackBots: [] }), 'additional'],
  ])('is checked by a schema that refuses %s', (_, change, where) => {
    const changed: Manifest = JSON.parse(JSON.stringify(manifest));
    change(changed);
    expect(problemsOf(changed).join('\n')).toContain(where);
  });

  it.each<[Parameters<typeof teamsPackage>[0], RegExp]>([
    [{}, /^TEAMS_APP_ID is not set: .*\nBASE_URL is not set: /],
    [
      { ...ENV, TEAMS_APP_ID: 'seatkeeper' },
      /^TEAMS_APP_ID is "seatkeeper": set it to the application \(client\) id/,
    ],
    [{ ...ENV, BASE_URL: 'http://seats.acme.example' }, /^BASE_URL is "http:.*https address/],
    [{ ...ENV, WEBSITE_URL: 'acme' }, /^WEBSITE_URL is "acme"/],
  ])('is not built half: %j', (env, problem) => {
    expect(() => teamsPackage(env)).toThrow(problem);
  });
});

describe('an icon', () => {
  /** Ours are written without filters, eight bits, with alpha. */
  function pixels(name: string): { size: number; rgba: Buffer[] } {
    const bytes = files.get(name) ?? Buffer.alloc(0);
    expect(bytes.subarray(1, 4).toString()).toBe('PNG');
    const size = bytes.readUInt32BE(16);
    expect([...bytes.subarray(24, 29)]).toEqual([8, 6, 0, 0, 0]);
    expect(bytes.readUInt32BE(20)).toBe(size);
    const start = bytes.indexOf('IDAT') + 4;
    const rows = inflateSync(bytes.subarray(start, start + bytes.readUInt32BE(start - 8)));
    const rgba = Array.from({ length: size * size }, (_, at) => {
      const offset = Math.floor(at / size) * (1 + size * 4) + 1 + (at % size) * 4;
      return rows.subarray(offset, offset + 4);
    });
    return { size, rgba };
  }

  it('in colour is 192 pixels wide, without holes, in the accent colour', () => {
    const { size, rgba } = pixels('color.png');
    expect(size).toBe(192);
    expect(rgba.every((pixel) => pixel[3] === 255)).toBe(true);
    expect(`#${rgba[0]?.subarray(0, 3).toString('hex').toUpperCase()}`).toBe(manifest.accentColor);
  });

  it('in outline is 32 pixels wide, white on nothing', () => {
    const { size, rgba } = pixels('outline.png');
    expect(size).toBe(32);
    const drawn = rgba.filter((pixel) => (pixel[3] ?? 0) > 0);
    expect(drawn.length).toBeGreaterThan(100);
    expect(drawn.length).toBeLessThan(700);
    expect(drawn.every((pixel) => pixel.subarray(0, 3).toString('hex') === 'ffffff')).toBe(true);
  });
});
