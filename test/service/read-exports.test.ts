import { mkdir, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fileReadingMessage } from '../../src/chat/say/operate/read.ts';
import { renderMessage } from '../../src/chat/terminal/text/render.ts';
import { readExports } from '../../src/service/dependencies/read-exports.ts';
import { folderWith, testIo } from '../support/connector-io.ts';
import { startServer } from '../support/http-server.ts';

const NOW = new Date('2026-11-27T12:00:00Z');
const read = (name: string, changes = {}) =>
  readExports([name], testIo(changes), { timezone: 'UTC', now: NOW, as: null });

async function shown(name: string, changes = {}): Promise<string> {
  const reading = await read(name, changes);
  return reading.kind === 'refused'
    ? reading.problem
    : renderMessage(fileReadingMessage(reading), { width: 160, colour: false }).text;
}

// An invented console.
const EXPORT =
  'Anzeigename;E-Mail-Adresse;Status;Zuletzt aktiv;Kostenstelle\nAna Ruiz;ana@acme.example;Aktiv;3. März 2026;7\nBo Lee;bo@acme.example;Gesperrt;;8\n';

describe('read shows how a file will be read', () => {
  it('each column, the first rows, and what is only kept', async () => {
    const directory = await folderWith({ 'konsole.csv': EXPORT });
    const text = await shown(join(directory, 'konsole.csv'));
    expect(text).toContain('can be read as accounts: 2 rows. Nothing was stored.');
    for (const line of [/Anzeigename +name/, /E-Mail-Adresse +email/, /Zuletzt aktiv +last_active/])
      expect(text).toMatch(line);
    expect(text).toMatch(/Kostenstelle +kept as a column/);
    expect(text).toMatch(/ana@acme\.example.*active.*2026-03-03/);
    expect(text).toMatch(/bo@acme\.example.*suspended/);
  });

  it('of a pattern the newest file', async () => {
    const directory = await folderWith({});
    await mkdir(join(directory, 'out'));
    for (const day of ['01', '02']) {
      const path = join(directory, 'out', `konsole-${day}.csv`);
      await writeFile(path, EXPORT);
      await utimes(path, new Date(`2026-11-${day}`), new Date(`2026-11-${day}`));
    }
    expect(await shown(join(directory, 'out', 'konsole-*.csv'))).toContain('konsole-02.csv can be read');
  });

  it('at an address, of which nothing stays', async () => {
    const server = await startServer((_, response) => response.end(EXPORT));
    try {
      expect(await shown(`${server.origin}/konsole.csv?key=1`, { allow: [server.origin] })).toContain(
        `${server.origin}/konsole.csv can be read as accounts: 2 rows.`,
      );
    } finally {
      await server.close();
    }
  });

  it('or says why it cannot', async () => {
    expect(await shown('sftp://kim@files.acme.example/a.csv')).toContain('sftp: { hostKey');
    expect(await shown('gone.csv')).toContain('gone.csv was not found');
    expect(await shown('gone.csv')).not.toContain('seatkeeper.yaml');
  });
});
