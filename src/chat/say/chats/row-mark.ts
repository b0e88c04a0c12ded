import type { Row } from '../../../domain/message.ts';

/** How a row begins: icon and word, never the icon or a colour alone. ⚠️ is used for people who left, and for nothing else. */
export const MARK = {
  left: '⚠️ left',
  inactive: '◦ inactive',
  unknown: '? unknown',
  'no-owner': '? no owner',
  license: '▣ license',
  done: '✓ done',
  rehearsed: '○ dry run',
  held: '‖ held',
  waiting: '… waiting',
  failed: '✗ failed',
  old: '◷ old',
  wrong: '✗ wrong',
} as const satisfies Record<Row['mark'], string>;
