import type { QuestionView } from '../../chat/say/asking/question-view.ts';

/** A question as `--json` has it. */
export function questionJson({ clock: _, organisation: __, asked: seat, app: name, ...view }: QuestionView) {
  return {
    ...view,
    app: seat.app,
    appName: name,
    label: seat.label,
    person: seat.person,
    licenses: seat.licenses,
    lastActive: seat.lastActive,
    saidUntil: seat.saidUntil,
  };
}
