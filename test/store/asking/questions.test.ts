import { join } from 'node:path';
import { expect, test } from 'vitest';
import {
  addQuestion,
  changeQuestion,
  dueQuestions,
  overdueSnoozes,
  questionById,
} from '../../../src/store/asking/questions.ts';
import { openStore, type Store } from '../../../src/store/db/open.ts';
import { folder } from '../../support/folder.ts';

const AT = '2026-03-04T10:00:00.000Z';
const QUESTION = {
  app: 1,
  account: 'f1',
  person: 7,
  round: '2026-03-04',
  dueAt: AT,
  asked: {
    app: 'figma',
    label: 'jo@acme.example',
    person: 'Jo',
    licenses: [],
    lastActive: null,
    saidUntil: null,
  },
};

function opened(): Store {
  return openStore(join(folder(), 'seatkeeper.db'));
}

test('one seat has one live question at most, and the next one once it has ended', () => {
  const store = opened();
  const first = store.write(() => addQuestion(store, QUESTION));
  expect(() => store.write(() => addQuestion(store, QUESTION))).toThrow(/UNIQUE/);
  store.write(() => changeQuestion(store, { id: first, state: 'waiting' }, { state: 'kept', at: AT }));
  expect(store.write(() => addQuestion(store, QUESTION))).toBeGreaterThan(first);
});

test('of two answers at the same time one counts', () => {
  const store = opened();
  const id = store.write(() => addQuestion(store, QUESTION));
  store.write(() => changeQuestion(store, { id, state: 'waiting' }, { state: 'open', at: AT }));
  const answered = ['kept', 'released'] as const;
  const came = answered.map((state) =>
    store.write(() => changeQuestion(store, { id, state: 'open' }, { state, at: AT })),
  );
  expect(came).toEqual([true, false]);
  expect(questionById(store, id)).toMatchObject({ state: 'kept', endedAt: AT, asked: QUESTION.asked });
  expect(dueQuestions(store, '2027-01-01T00:00:00.000Z', 10)).toEqual([]);
});

test('a seat comes up again on the day until which it was needed, once', () => {
  const store = opened();
  const id = store.write(() => addQuestion(store, QUESTION));
  store.write(() =>
    changeQuestion(
      store,
      { id, state: 'waiting' },
      { state: 'snoozed', at: AT, until: '2026-06-30', notBefore: '2026-06-30' },
    ),
  );
  expect(overdueSnoozes(store, 1, '2026-06-29')).toEqual([]);
  expect(overdueSnoozes(store, 1, '2026-06-30').map((one) => one.id)).toEqual([id]);
  store.write(() => addQuestion(store, QUESTION));
  expect(overdueSnoozes(store, 1, '2026-07-01')).toEqual([]);
});
