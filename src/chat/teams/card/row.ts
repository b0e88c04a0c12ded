import type { Row } from '../../../domain/message.ts';
import { actionSets, leftOut, renderButtons } from './actions.ts';
import type { Container, TextRun } from './card.ts';
import { LIMIT } from './limit.ts';
import { type Looks, line, spanRuns, textRun } from './text.ts';

/** One thing to decide on: mark, text and details in one block, with its buttons below. */
export function renderRow(row: Row): Container {
  const looks: Looks = row.mark === 'done' ? { isSubtle: true } : {};
  const detail = row.detail === null ? '' : row.detail.trim();
  const runs: TextRun[] = [
    textRun(`${MARK[row.mark].text} · `, LIMIT.label, { ...MARK[row.mark].looks, weight: 'bolder' }),
    ...spanRuns(row.spans, looks),
    ...(detail === '' ? [] : [textRun(` · ${detail}`, LIMIT.detail, { isSubtle: true })]),
  ];
  const { actions, lost } = renderButtons(row.buttons);
  const text = line(runs);
  return {
    type: 'Container',
    separator: true,
    spacing: 'medium',
    items: [...(text === null ? [] : [text]), ...actionSets(actions), ...leftOut(lost)],
  };
}

/** Icon and word, never colour alone. ⚠️ is used for people who left, and for nothing else. */
const MARK = {
  left: { text: '⚠️ left', looks: { color: 'attention' } },
  inactive: { text: '◦ inactive', looks: {} },
  unknown: { text: '? unknown', looks: {} },
  license: { text: '▣ license', looks: {} },
  done: { text: '✓ done', looks: { color: 'good' } },
  held: { text: '‖ held', looks: { color: 'warning' } },
  failed: { text: '✗ failed', looks: { color: 'warning' } },
} as const satisfies Record<Row['mark'], { text: string; looks: Looks }>;
