import { expect, test } from 'vitest';
import { type AskingOffice, askingOffice, buttonsOf, idle } from '../../support/asking-office.ts';
import { accounts } from '../../support/company.ts';

const APPS = {
  figma: [idle('f2', 'lee'), idle('f3', 'kim', '2026-03-01T10:00:00Z')],
  zoom: [idle('z2', 'lee', '2025-10-01T10:00:00Z')],
  miro: [idle('m2', 'lee', '2025-09-01T10:00:00Z')],
};
const ALL = '{ apps: [figma, zoom, miro] }';
const lee = 'slack:lee';
const summaries = ({ chat }: AskingOffice) => chat.arrived.map(({ first }) => first.summary);
const rowsOf = ({ chat }: AskingOffice) =>
  chat.arrived
    .at(-1)
    ?.shown.body.flatMap((part) =>
      part.type === 'row' ? [`${part.mark}: ${JSON.stringify(part.spans)}`] : [],
    );

test('somebody with several idle seats gets one message, in which each has its own answer', async () => {
  const desk = await askingOffice({ apps: APPS, ask: ALL });
  await desk.look();
  expect(summaries(desk)).toEqual(['Do you still need your 3 seats in Figma, Zoom and Miro?']);
  expect(desk.states()).toEqual(['open', 'open', 'open']);
  expect((await desk.press(lee, 'Keep it', 'Zoom')).text).toMatch(/^You keep your Zoom seat/);
  expect((await desk.press(lee, 'Release it', 'Miro')).text).toMatch(/^You release your Miro seat/);
  await desk.look();
  expect(desk.chat.arrived).toHaveLength(1);
  expect(desk.chat.arrived[0]?.shown.summary).toBe('Do you still need your Figma seat?');
  expect(rowsOf(desk)).toEqual([
    expect.stringContaining('waiting: [{"bold":"Figma"}'),
    expect.stringContaining('done: ["You keep your Zoom seat.'),
    expect.stringContaining('done: ["You release your Miro seat.'),
  ]);
  expect(desk.office.values("SELECT account FROM seat_question WHERE request = 'open'")).toEqual(['m2']);
  await desk.press(lee, 'Keep it', 'Figma');
  await desk.look();
  expect(desk.chat.open(lee)).toEqual([]);
  expect(desk.chat.arrived[0]?.shown.summary).toBe('There is nothing more to answer about your 3 seats.');
  expect(desk.chat.arrived).toHaveLength(1);
});

test('while a message waits for answers nobody gets another one, and seats that became idle since are asked about afterwards', async () => {
  const desk = await askingOffice({ apps: { ...APPS, zoom: [] }, ask: ALL });
  await desk.look();
  expect(desk.states()).toEqual(['open', 'open']);
  desk.acme.write('zoom.csv', accounts(...APPS.zoom));
  for (const day of ['03', '04']) {
    await desk.on(`2026-03-${day}T09:00:00Z`);
    await desk.look();
  }
  expect(desk.chat.arrived).toHaveLength(1);
  await desk.press(lee, 'Keep it', 'Figma');
  await desk.press(lee, 'Keep it', 'Miro');
  await desk.look();
  // Not on the day of the answers.
  expect(desk.chat.arrived).toHaveLength(1);
  await desk.on('2026-05-05T09:00:00Z');
  await desk.look();
  expect(summaries(desk).at(-1)).toMatch(/^Do you still need your Zoom seat\?/);
});

test('two people of the roster who are one chat user get one message after the other', async () => {
  const desk = await askingOffice({
    apps: { figma: [idle('f2', 'lee'), idle('f3', 'kim')] },
    ask: '{ apps: [figma] }',
  });
  desk.chat.find = () => ({ kind: 'found', user: lee, timezone: null });
  await desk.look();
  await desk.look();
  expect(desk.chat.arrived).toHaveLength(1);
  expect([...desk.states()].sort()).toEqual(['open', 'waiting']);
  await desk.press(lee, 'Keep it');
  await desk.on('2026-03-03T09:00:00Z');
  await desk.look();
  expect(desk.chat.arrived).toHaveLength(2);
  expect(desk.chat.open(lee)).toHaveLength(1);
});

test('perDay counts people, and what does not fit into one message waits for the next', async () => {
  const seats = Array.from({ length: 7 }, (_, at) =>
    idle(`f${at}`, 'lee', `2025-1${at % 2}-0${at + 1}T10:00:00Z`),
  );
  const desk = await askingOffice({
    apps: { figma: [...seats, idle('k', 'kim')] },
    ask: '{ apps: [figma], perDay: 1, cooldownDays: 30 }',
  });
  await desk.look();
  expect(desk.chat.arrived.map(({ to }) => to)).toEqual([lee]);
  expect(desk.states()).toHaveLength(5);
  expect(buttonsOf(desk.chat.arrived[0]?.shown ?? (undefined as never))).toHaveLength(20);
  await desk.on('2026-03-03T09:00:00Z');
  await desk.look();
  expect(desk.chat.arrived.map(({ to }) => to)).toEqual([lee, 'slack:kim']);
});

test('one reminder is of all that is open, and each app has its own end', async () => {
  const desk = await askingOffice({
    apps: APPS,
    ask: '{ apps: { figma: {}, zoom: { answerDays: 5, noAnswer: keep }, miro: {} }, reminders: 1 }',
  });
  await desk.look();
  expect(JSON.stringify(desk.chat.arrived[0]?.shown)).toContain(
    'In Zoom: if you have not answered by 7 Mar, you keep it.',
  );
  await desk.press(lee, 'Keep it', 'Miro');
  await desk.on('2026-03-05T09:00:00Z');
  await desk.look();
  await desk.look();
  expect(summaries(desk).slice(1)).toEqual(['A reminder: do you still need your 2 seats in Figma and Zoom?']);
  expect(desk.chat.open(lee)).toHaveLength(1);
  expect(desk.chat.arrived[0]?.shown.summary).toBe(
    'I asked again about your 2 seats in Figma and Zoom, further down.',
  );
  await desk.on('2026-03-07T09:00:00Z');
  await desk.look();
  expect(desk.states()).toEqual(['open', 'no-answer', 'kept']);
  await desk.on('2026-03-12T09:00:00Z');
  await desk.look();
  expect(desk.states()).toEqual(['no-answer', 'no-answer', 'kept']);
  expect(desk.chat.arrived).toHaveLength(2);
  expect(desk.chat.open(lee)).toEqual([]);
});

test('the admins read how many people were asked, and what became of their seats', async () => {
  const desk = await askingOffice({ apps: APPS, ask: ALL });
  await desk.look();
  await desk.press(lee, 'Keep it', 'Figma');
  await desk.press(lee, 'Release it', 'Zoom');
  const said = (await desk.office.news()).filter(({ says }) => says.startsWith('Asked'));
  expect(said.at(-1)?.says).toBe('Asked 1 person whether they still need their seats.');
  expect(JSON.stringify(said.at(-1))).toContain('3 seats: 1 is kept, 1 is released, 1 waits for an answer.');
  const { message, json } = await desk.office.ask('removals');
  expect(message.summary).toContain('1 question to people not answered, 1 answer waiting for an admin.');
  expect(json).toMatchObject({
    plans: [],
    questions: [{ state: 'released' }, { state: 'open', app: 'miro' }],
  });
  expect((await desk.office.ask('removals state:task')).json).toMatchObject({ questions: [] });
});
