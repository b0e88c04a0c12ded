import { describe, expect, it } from 'vitest';
import type { Form } from '../../../src/domain/message.ts';
import { offering } from '../platform-contract.ts';
import { listener, sitDown } from './desk.ts';

const CTRL_C = '\u0003';

describe('forms become the command that could have been typed', () => {
  it.each<[Form['type'], string[], string]>([
    ['known', ['1', ''], 'known figma "u 17" "group alias"'],
    ['known', ['5', '90'], 'known figma "u 17" contractor until:2026-06-30'],
    [
      'known',
      ['6', '', 'shared by "ops"', '2026-12-31'],
      'known figma "u 17" "shared by \\"ops\\"" until:2026-12-31',
    ],
    [
      'known',
      ['7', 'kiosk', 'soon', '2026-02-30', '2026-04-01', '30 days'],
      'known figma "u 17" kiosk until:2026-05-01',
    ],
    ['snooze', ['', '7'], 'snooze figma "u 17" until:2026-04-08'],
    ['snooze', ['0', '2026-04-02'], 'snooze figma "u 17" until:2026-04-02'],
    ['link', ['', 'Pablo Ruiz'], 'link figma "u 17" "Pablo Ruiz"'],
    ['link', ['pablo@acme.example'], 'link figma "u 17" pablo@acme.example'],
    ['add-person', ['', '', '', '', ''], 'add figma "u 17"'],
    [
      'add-person',
      ['Pablo Ruiz', 'pablo', 'pablo@acme.example', 'Sales', 'kim@acme.example', '2026-12-31'],
      'add figma "u 17" name:"Pablo Ruiz" email:pablo@acme.example department:Sales manager:kim@acme.example end:2026-12-31',
    ],
  ])('%s with %j', async (type, answers, command) => {
    const { handle, texts } = listener();
    const desk = await sitDown(handle);
    await desk.platform.post(offering(button(type)), 'k');
    await desk.lines('1', ...answers);
    expect(texts()).toEqual([command]);
    expect(desk.seen()).toContain(`› ${command.slice(0, 60)}`);
  });

  it.each<[Form['type'], string[]]>([
    ['known', []],
    ['known', ['1']],
    ['known', ['6']],
    ['snooze', []],
    ['link', []],
    ['add-person', ['Pablo']],
  ])('%s is given up with Ctrl-C after %j', async (type, answers) => {
    const { handle, heard } = listener();
    const desk = await sitDown(handle);
    await desk.platform.post(offering(button(type)), 'k');
    await desk.lines('1', ...answers);
    await desk.keys(CTRL_C);
    expect(desk.seen()).toMatch(/Nothing changed\.\nseatkeeper> $/);
    expect(heard).toEqual([]);
    expect(desk.exits()).toBe(0);
  });

  it('offers the usual reasons by number', async () => {
    const desk = await sitDown(listener().handle);
    await desk.platform.post(offering(button('known')), 'k');
    await desk.lines('1');
    expect(desk.seen()).toContain('[1] group alias  [2] meeting room  [3] service account');
  });

  it('asks its questions where there is no TTY, too', async () => {
    const { handle, texts } = listener();
    const desk = await sitDown(handle, { isTTY: false });
    await desk.platform.post(offering(button('known')), 'k');
    await desk.keys('1\n');
    await desk.keys('2\n');
    await desk.keys('\n');
    expect(texts()).toEqual(['known figma "u 17" "meeting room"']);
  });
});

function button(type: Form['type']) {
  return { label: 'Fill in…', form: { type, app: 'figma', account: 'u 17' } };
}
