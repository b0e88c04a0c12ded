import type { Part, Span } from '../../../domain/message.ts';
import type { PlannedRemoval, PlanShown } from '../../../domain/removal/plan.ts';
import { type Clock, joined } from '../words.ts';
import { removalPlanMessage } from './plan.ts';
import { accountText, getsBackText, planStepText } from './plan-to-confirm.ts';

/** A plan as its admin saw it, as plain text: for evidence, which needs no buttons. */
export function planText(shown: PlanShown, appName: (id: string) => string, clock: Clock): string {
  const [first] = shown.removals;
  if (shown.scope === 'undo' && first !== undefined) return undoText(first, appName);
  const asked = {
    scope: 'account',
    app: first?.account.app ?? '',
    account: first?.account.account.id ?? '',
  } as const;
  const { title, body } = removalPlanMessage({
    asked,
    shown,
    hash: '',
    cut: false,
    appName,
    person: null,
    clock,
  });
  return [title, ...body.map(partText)].filter((text) => text !== '').join('\n');
}

/** `Take back “Suspend the user” of Ben Okafor (ben@acme.example) in Okta?`, with what its question said. */
function undoText({ account, steps }: PlannedRemoval, appName: (id: string) => string): string {
  const app = appName(account.app);
  const what = joined(steps.map((step) => `“${planStepText(step)}”`));
  const whose = accountText({ account });
  return [`Take back ${what} of ${whose} in ${app}?`, getsBackText(account.label, app)].join('\n');
}

function partText(part: Part): string {
  switch (part.type) {
    case 'row':
      return [spansText(part.spans), part.detail].filter((text) => text !== null && text !== '').join('. ');
    case 'text':
      return spansText(part.spans);
    case 'note':
      return part.text;
    default:
      return '';
  }
}

function spansText(spans: readonly Span[]): string {
  return spans
    .map((span) => {
      if (typeof span === 'string') return span;
      if ('bold' in span) return span.bold;
      return 'code' in span ? span.code : `${span.link} ${span.url}`;
    })
    .join('');
}
