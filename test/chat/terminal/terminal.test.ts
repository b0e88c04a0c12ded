import { PassThrough, Writable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { offering, saying } from '../platform-contract.ts';
import { listener, sitDown } from './desk.ts';
import * as samples from './samples.ts';

describe('the prompt', () => {
  it.each([
    ['status', 'status'],
    ['seatkeeper status', 'status'],
    ['/seats who "Jo Park"', 'who "Jo Park"'],
    ['@Seatkeeper digest', 'digest'],
    ['seatkeeper', 'help'],
    ['seats', 'seats'],
  ])('reads %s as %s', async (typed, command) => {
    const { handle, heard } = listener();
    const desk = await sitDown(handle);
    await desk.lines(typed, '', '   ');
    expect(heard).toEqual([
      {
        type: 'command',
        by: { on: 'terminal', id: 'terminal:kim', name: 'kim', mayChange: true },
        text: command,
      },
    ]);
  });

  it('asks again after each answer, and remembers commands but not answers', async () => {
    const { handle, texts } = listener();
    const desk = await sitDown(handle);
    await desk.platform.post(samples.alert, 'k');
    await desk.lines('status', '7', 'no');
    expect(desk.seen().endsWith('seatkeeper> ')).toBe(true);
    await desk.keys('\u001b[A\u001b[A\r');
    expect(texts()).toEqual(['status', 'status']);
  });

  it.each([
    ['exit', ['exit\r']],
    ['quit', ['quit\r']],
    ['Ctrl-D', ['\u0004']],
    ['Ctrl-C twice', ['\u0003', '\u0003']],
    ['a closed window', []],
  ])('leaves once with %s', async (_, keys) => {
    const { handle, heard } = listener();
    const desk = await sitDown(handle);
    for (const key of keys) await desk.keys(key);
    if (keys.length === 0) desk.input.end();
    await desk.settle();
    await desk.platform.stop();
    expect(desk.exits()).toBe(1);
    expect(heard).toEqual([]);
  });

  it('does not leave when one Ctrl-C clears a line, or two have a command between', async () => {
    const { handle, texts } = listener();
    const desk = await sitDown(handle);
    await desk.keys('remove everythin\u0003');
    await desk.keys('\u0003');
    await desk.lines('status');
    await desk.keys('\u0003');
    expect(desk.exits()).toBe(0);
    expect(desk.seen()).toContain('Press Ctrl-C again to leave.');
    expect(texts()).toEqual(['status']);
  });

  it('can be left while a command hangs', async () => {
    const desk = await sitDown(() => new Promise(() => {}));
    desk.input.write('sync\r\u0003\u0003');
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(desk.exits()).toBe(1);
  });

  it('treats a broken window as a closed one', async () => {
    const desk = await sitDown(listener().handle);
    desk.input.emit('error', Object.assign(new Error('read EIO'), { code: 'EIO' }));
    await desk.settle();
    expect(desk.exits()).toBe(1);
  });

  it('does not report leaving when it is stopped', async () => {
    const desk = await sitDown(listener().handle);
    await desk.platform.stop();
    await desk.settle();
    expect(desk.exits()).toBe(0);
  });

  it('gives back the line that is being typed when an alert arrives', async () => {
    const { handle, texts } = listener();
    const desk = await sitDown(handle);
    await desk.keys('who jo@acme');
    await desk.platform.post(saying('Zoom: 1 finding.'), 'k');
    expect(desk.seen()).toMatch(/Zoom: 1 finding\.\n\nseatkeeper> who jo@acme$/);
    await desk.lines('.example');
    expect(texts()).toEqual(['who jo@acme.example']);
  });

  it('gives back the prompt and the typed line when the progress of a sync was written over them', async () => {
    const desk = await sitDown(listener().handle);
    await desk.keys('who jo@acme');
    desk.output.write('\r\u001b[2KFigma: 22 accounts, 1 page\n');
    desk.platform.redraw();
    await desk.settle();
    expect(desk.seen()).toMatch(/Figma: 22 accounts, 1 page\nseatkeeper> who jo@acme$/);
  });

  it('gives back a line that is longer than the screen', async () => {
    const output = new PassThrough();
    Object.assign(output, { columns: 40, rows: 20 });
    const screen: string[] = [];
    output.on('data', (data: Buffer) => screen.push(String(data)));
    const desk = await sitDown(listener().handle, { output, columns: () => 40 });
    await desk.keys('who ');
    for (const letter of 'x'.repeat(96)) desk.input.write(letter);
    await desk.settle();
    screen.length = 0;
    await desk.platform.post(saying('Zoom: 1 finding.'), 'k');
    await desk.settle();
    expect(screen.join('').startsWith('\u001b[2A\r\u001b[JZoom: 1 finding.\n\n')).toBe(true);
  });

  it('reports an error of the handler, without control characters', async () => {
    const desk = await sitDown(async () => {
      throw new Error('disk \u001b[31mfull');
    });
    await desk.lines('status');
    expect(desk.raw()).toContain('That did not work: disk �full');
  });
});

describe('choices', () => {
  it('press the button, and show which one', async () => {
    const { handle, heard } = listener();
    const desk = await sitDown(handle);
    await desk.platform.post(samples.alert, 'k');
    await desk.lines('12');
    expect(heard).toMatchObject([{ type: 'action', action: { type: 'unknown-again', account: 'u6' } }]);
    expect(desk.seen()).toContain('[12] Undo  kim@acme.example marked as known');
  });

  it('send the command of a button, and show it', async () => {
    const { handle, texts } = listener();
    const desk = await sitDown(handle);
    await desk.platform.post(samples.alert, 'k');
    await desk.lines('[13]');
    expect(texts()).toEqual(['clearing figma']);
    expect(desk.seen()).toContain('› clearing figma');
  });

  it.each([
    ['yes', 1],
    ['YES ', 1],
    ['y', 0],
    ['', 0],
    ['no', 0],
  ])('are confirmed by %j: %i', async (answer, times) => {
    const { handle, heard } = listener();
    const desk = await sitDown(handle);
    await desk.platform.post(samples.alert, 'k');
    await desk.lines('7');
    expect(desk.seen()).toContain('Link pablo@acmeco.onmicrosoft.com to Pablo Ruiz?');
    expect(desk.seen()).toMatch(/Type yes to link to Pablo Ruiz: $/);
    await desk.lines(answer);
    expect(heard).toHaveLength(times);
    expect(desk.seen().includes('Nothing was changed.')).toBe(times === 0);
  });

  it('refuse a number that does not exist', async () => {
    const { handle, heard } = listener();
    const desk = await sitDown(handle);
    await desk.lines('1');
    await desk.platform.post(samples.held, 'k');
    await desk.lines('4', '0');
    expect(desk.seen()).toContain('There is nothing to choose yet.');
    expect(desk.seen()).toContain('There is no choice 4. You can choose 1 to 3.');
    expect(heard).toEqual([]);
  });

  it('stay valid when a message without choices follows', async () => {
    const { handle, texts } = listener();
    const desk = await sitDown(handle);
    await desk.platform.post(samples.alert, 'k');
    await desk.platform.post(saying('Zoom is clean.'), 'k2');
    await desk.lines('14');
    expect(texts()).toEqual(['access figma']);
  });

  it('mean what they meant when something arrives between reading and typing: what arrives goes on counting', async () => {
    const { handle, texts } = listener();
    const desk = await sitDown(handle);
    await desk.platform.post(offering({ label: 'Old', command: 'old' }), 'k');
    await desk.keys('1');
    await desk.platform.post(offering({ label: 'New', command: 'new' }), 'k2');
    await desk.keys('\r');
    await desk.lines('2', '1');
    expect(texts()).toEqual(['old', 'new', 'old']);
    expect(desk.seen()).toContain('[2] New');
  });

  it('stay valid when an answer is asked for after them: answers go on counting too', async () => {
    const { handle, texts } = listener();
    const answered = offering({ label: 'Asked', command: 'asked' });
    const desk = await sitDown(async (incoming) => {
      await handle(incoming);
      return texts().length === 1 ? answered : null;
    });
    await desk.platform.post(offering({ label: 'Told', command: 'told' }), 'k');
    await desk.lines('status');
    expect(desk.seen()).toContain('[2] Asked');
    await desk.lines('1', '2');
    expect(texts()).toEqual(['status', 'told', 'asked']);
  });

  it.each([
    ['known 2 "group alias"', 'known figma u1 "group alias"'],
    ['/seats known 3 "group alias" until:2026-06-30', 'known figma "u 2" "group alias" until:2026-06-30'],
    ['link 7 pablo@acme.example', 'link figma u4 pablo@acme.example'],
    ['snooze 5 until:2026-06-30', 'snooze figma u3 until:2026-06-30'],
    ['snooze 15 until:2026-06-30', 'snooze figma until:2026-06-30'],
    ['add 11', 'add figma u5'],
    ['known 99 "group alias"', 'known 99 "group alias"'],
    ['who 2', 'who 2'],
    ['known 2nd x', 'known 2nd x'],
  ])('pass their account to a typed command: %s', async (typed, command) => {
    const { handle, texts } = listener();
    const desk = await sitDown(handle);
    await desk.platform.post(samples.alert, 'k');
    await desk.lines(typed);
    expect(texts()).toEqual([command]);
  });

  it('without an account cannot be used in a command', async () => {
    const { handle, heard } = listener();
    const desk = await sitDown(handle);
    await desk.platform.post(samples.alert, 'k');
    await desk.lines('known 13 "group alias"');
    expect(desk.seen()).toContain('Choice 13 is not about one account.');
    expect(heard).toEqual([]);
  });
});

describe('as a service', () => {
  it('prints blocks with an empty line between, and marks updates', async () => {
    const desk = await sitDown(listener().handle, { isTTY: false });
    await desk.platform.post(saying('Figma: 3 findings.'), 'a');
    const delivery = await desk.platform.update({ message: 'a' }, saying('Figma is clean.'), {
      key: 'b',
      quiet: false,
    });
    expect(desk.raw()).toBe('Figma: 3 findings.\n\nFigma is clean. (updated)\n\n');
    expect(delivery).toEqual({ outcome: 'sent', ref: { message: 'a' } });
  });

  it('prints no choices, because nobody can type there', async () => {
    const desk = await sitDown(listener().handle, { isTTY: false });
    desk.input.end();
    await desk.settle();
    await desk.platform.post(samples.alert, 'a');
    expect(desk.raw()).not.toMatch(/\[\d+\]/);
  });

  it('prints nothing for a quiet change', async () => {
    const desk = await sitDown(listener().handle, { isTTY: false });
    const delivery = await desk.platform.update({ message: 'a' }, saying('Same.'), { key: 'b', quiet: true });
    expect(delivery).toEqual({ outcome: 'sent', ref: { message: 'a' } });
    expect(desk.raw()).toBe('');
  });

  it('takes piped commands, and goes on when they end', async () => {
    const { handle, texts } = listener();
    const desk = await sitDown(handle, { isTTY: false });
    await desk.platform.post(samples.held, 'k');
    desk.input.end('status\n2\nyes\n');
    await desk.settle();
    expect(texts()).toEqual(['status', 'action']);
    expect(desk.exits()).toBe(0);
    expect((await desk.platform.post(saying('Later.'), 'l')).outcome).toBe('sent');
  });

  it('cannot know whether a message was read', async () => {
    const desk = await sitDown(listener().handle, { isTTY: false });
    expect(await desk.platform.find('k')).toBe('cannot-tell');
  });

  it.each([
    ['EPIPE', 'refused'],
    ['EIO', 'unknown'],
  ])('reports %s as %s and keeps working', async (code, outcome) => {
    const output = new Writable({
      write: (_chunk, _encoding, done) => done(Object.assign(new Error(code), { code })),
    });
    const desk = await sitDown(listener().handle, { isTTY: false, output });
    expect((await desk.platform.post(saying('Hello.'), 'k')).outcome).toBe(outcome);
    expect((await desk.platform.post(saying('Hello.'), 'k')).outcome).toBe('refused');
  });

  it('is not sent before the text is flushed', async () => {
    let flush = () => {};
    const output = new Writable({
      write: (_chunk, _encoding, done) => {
        flush = done;
      },
    });
    const desk = await sitDown(listener().handle, { isTTY: false, output });
    let outcome = 'pending';
    const posted = desk.platform.post(saying('Hello.'), 'k').then((delivery) => {
      outcome = delivery.outcome;
    });
    await desk.settle();
    expect(outcome).toBe('pending');
    flush();
    await posted;
    expect(outcome).toBe('sent');
  });
});
