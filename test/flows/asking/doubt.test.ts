import { expect, test } from 'vitest';
import { type AskingOffice, askingOffice, type Fate, idle } from '../../support/asking-office.ts';

const APPS = { figma: [idle('f2', 'lee')], zoom: [idle('z2', 'lee')] };
const lee = 'slack:lee';
const troubled = ({ office }: AskingOffice) =>
  office.values(
    "SELECT status FROM outbox WHERE recipient IS NOT NULL AND status IN ('in-doubt', 'dead', 'sending')",
  );

/** The first message ends so; everything after it arrives. */
async function asked(fate: Fate, ask: string, apps: Readonly<Record<string, readonly string[]>> = APPS) {
  const desk = await askingOffice({ apps, ask });
  let left: Fate = fate;
  desk.chat.fate = () => {
    const now = left;
    left = null;
    return now;
  };
  await desk.look();
  return desk;
}

test('a question whose answer was lost is marked, never posted again, and found again by the first button that is pressed', async () => {
  const desk = await asked('lost', '{ apps: [figma, zoom] }');
  await desk.look();
  expect(desk.states()).toEqual(['open', 'open']);
  const { message, json } = await desk.office.ask('asked');
  expect(JSON.stringify(message)).toContain(
    'Slack did not say whether the question arrived, so it is not sent again',
  );
  expect(json).toMatchObject([{ inDoubt: true }, { inDoubt: true }]);
  const told = (await desk.office.news()).filter(({ says }) => says.startsWith('Asked'));
  expect(JSON.stringify(told.at(-1))).toContain('Ask them yourself, and write the answer down');
  for (const day of ['03', '05', '06', '09']) {
    await desk.on(`2026-03-${day}T09:00:00Z`);
    await desk.look();
  }
  expect(desk.chat.arrived).toHaveLength(1);
  expect((await desk.office.news()).filter(({ says }) => says.startsWith('Asked'))).toEqual([]);

  await desk.press(lee, 'Keep it', 'Figma');
  await desk.look();
  expect(desk.states()).toEqual(['kept', 'open']);
  expect(desk.chat.arrived).toHaveLength(1);
  expect(desk.chat.arrived[0]?.shown.summary).toBe('Do you still need your Zoom seat?');
  expect(troubled(desk)).toEqual([]);
  expect((await desk.office.ask('asked')).json).toMatchObject([{ inDoubt: false }, { inDoubt: false }]);
});

test('one that perhaps never arrived ends without a removal, and is asked again only after the cool-down', async () => {
  const desk = await asked('vanished', '{ apps: [figma], noAnswer: remove, cooldownDays: 30 }');
  for (const day of ['05', '11', '12', '13', '20']) {
    await desk.on(`2026-03-${day}T09:00:00Z`);
    await desk.look();
  }
  expect(desk.states()).toEqual(['closed']);
  expect(desk.chat.arrived).toEqual([]);
  expect(desk.office.values('SELECT count(*) FROM removal_plan')).toEqual([0]);
  expect(JSON.stringify((await desk.office.ask('asked')).message)).toContain(
    'no answer; whether the question arrived is not known, not asked again before 11 Apr',
  );
  await desk.on('2026-04-13T09:00:00Z');
  await desk.look();
  expect(desk.states()).toEqual(['closed', 'open']);
  expect(desk.chat.arrived).toHaveLength(1);
});

test('an admin writes down what somebody said whose question is in doubt, and nothing more is sent', async () => {
  const desk = await asked('vanished', '{ apps: [figma] }');
  expect((await desk.office.ask('asked 1 keep')).ok).toBe(true);
  await desk.look();
  expect(desk.states()).toEqual(['kept']);
  expect(desk.chat.arrived).toEqual([]);
});

test('a reminder in doubt leaves the first message as the one that asks', async () => {
  const desk = await asked(null, '{ apps: [figma], reminders: 1 }');
  let calls = 0;
  desk.chat.fate = (call) => (call === 'post' && calls++ === 0 ? 'vanished' : null);
  await desk.on('2026-03-05T09:00:00Z');
  await desk.look();
  expect(desk.chat.open(lee)).toEqual([]);
  await desk.look();
  expect(desk.chat.open(lee)).toHaveLength(1);
  expect(desk.chat.arrived).toHaveLength(1);
  await desk.press(lee, 'Release it');
  await desk.look();
  expect(desk.states()).toEqual(['released']);
  expect(desk.chat.open(lee)).toEqual([]);
});

test('somebody whose question the chat delayed has the whole time to answer', async () => {
  const desk = await askingOffice({
    apps: { figma: [idle('f2', 'lee')] },
    ask: '{ apps: [figma], noAnswer: remove, reminders: 0 }',
  });
  desk.chat.fate = () => 'down';
  for (const day of ['02', '03', '04', '05', '06', '09']) {
    await desk.on(`2026-03-${day}T09:00:00Z`);
    await desk.look();
  }
  expect(desk.chat.arrived).toEqual([]);
  desk.chat.fate = () => null;
  await desk.on('2026-03-10T09:00:00Z');
  await desk.look();
  expect(desk.chat.arrived).toHaveLength(1);
  for (const day of ['11', '13', '19']) {
    await desk.on(`2026-03-${day}T09:00:00Z`);
    await desk.look();
  }
  expect(desk.states()).toEqual(['open']);
  expect(JSON.stringify(desk.chat.arrived[0]?.shown)).toContain(
    'If you have not answered by 20 Mar, it is removed.',
  );
  await desk.on('2026-03-20T09:30:00Z');
  await desk.look();
  expect(desk.states()).toEqual(['no-answer']);
});

test('a chat that is down until the end sends nothing of the old question once it is back', async () => {
  const desk = await askingOffice({ apps: { figma: [idle('f2', 'lee')] }, ask: '{ apps: [figma] }' });
  desk.chat.fate = () => 'down';
  for (let day = 2; day <= 13; day++) {
    await desk.on(`2026-03-${String(day).padStart(2, '0')}T09:00:00Z`);
    await desk.look();
  }
  expect(desk.states()).toEqual(['unreachable']);
  desk.chat.fate = () => null;
  await desk.on('2026-03-16T09:00:00Z');
  await desk.look();
  expect(desk.chat.arrived).toEqual([]);
  for (const day of ['19', '20']) {
    await desk.on(`2026-03-${day}T09:00:00Z`);
    await desk.look();
  }
  expect(desk.chat.arrived).toHaveLength(1);
  expect(desk.states()).toEqual(['open']);
});

test('a reminder that was due while nothing ran waits for the end of the night', async () => {
  const desk = await asked(null, '{ apps: [figma] }');
  await desk.on('2026-03-05T21:00:00Z');
  await desk.look();
  expect(desk.chat.arrived).toHaveLength(1);
  await desk.on('2026-03-06T08:01:00Z');
  await desk.look();
  expect(desk.chat.arrived).toHaveLength(2);
});

test('a click by somebody else does not prove that the message arrived', async () => {
  const desk = await asked('lost', '{ apps: [figma] }');
  const stranger = await desk.answer({ type: 'seat-keep', question: 1 }, 'slack:kim');
  expect(stranger.done).toBe(false);
  await desk.look();
  expect(troubled(desk)).toEqual(['in-doubt']);
});
