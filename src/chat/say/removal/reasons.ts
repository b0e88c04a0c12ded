import type { GivenUp } from '../../../domain/asking/question.ts';
import type { ChangedFact, OperationReason, ProtectedBy } from '../../../domain/removal/operation.ts';
import type { ByHandBecause, LeftAlone } from '../../../domain/removal/plan.ts';
import { type Clock, dayAtText, momentText } from '../words.ts';

const CHANGED: Readonly<Record<ChangedFact, string>> = {
  account: 'the account is not as it was when the plan was confirmed',
  owner: 'it has another owner now',
  status: 'its owner works here now',
  known: 'somebody marked it as known, or took that back',
  licenses: 'it holds other licenses now',
  role: 'it has another role now',
  plan: 'the stored plan is not the one that was confirmed',
  settings: 'the settings of the app have changed',
};

/** Why an operation ended as it did, or waits; to follow a colon. */
export function reasonText(reason: OperationReason, clock: Clock): string {
  switch (reason.kind) {
    case 'changed':
      return `${CHANGED[reason.what]}; nothing was changed`;
    case 'stale':
      if (reason.file === true)
        return `the data of ${reason.source} is of ${reason.dataAt === null ? 'an unknown day' : momentText(reason.dataAt, clock.timezone, clock.now)}, older than was confirmed; nothing was changed`;
      return `${reason.source} could not be read completely${reason.dataAt === null ? '' : ` since ${momentText(reason.dataAt, clock.timezone, clock.now)}`}; nothing was changed`;
    case 'protected':
      return `${protectedText(reason.by)}; nothing was changed`;
    case 'breaker':
      return reason.limit === 'app'
        ? `more than ${reason.most} accounts of an app in 24 hours need a second person; nothing was changed`
        : `more than ${reason.most} accounts in 24 hours need a second person; nothing was changed`;
    case 'refused':
      return `the app refused: ${reason.words}`;
    case 'obstacle':
      return `${obstacleText(reason)}; nothing was changed`;
    case 'awaits-read':
      return 'the app shows it only in its list: the next complete read proves it';
    case 'partly-back':
      return `it does not have back: ${reason.lacks.join(', ')}; give it back in the app, if it is needed`;
    case 'no-effect':
      return 'the app said yes, and still shows the account as it was';
    case 'gone':
      return 'the account was gone already';
    case 'came-back':
      return 'its owner works here again';
    case 'restored':
      return 'the database was restored to an older state, so it must be planned again';
    case 'still-there':
      return 'it was said to be done, and a later complete read still lists it';
    case 'earlier-step':
      return 'the step before it was not carried out';
    case 'by-admin':
      return reason.words === null ? `by ${reason.name}` : `${reason.name}: ${reason.words}`;
    case 'answer-lost':
      return `no answer came (${reason.words})`;
    case 'half-done':
      return `a part of it was done: ${reason.words}`;
    case 'no-rights':
      return reason.unsure === true
        ? `whether ${reason.name} may still remove accounts could not be found out; nothing was changed`
        : `${reason.name} may not remove accounts any more, so another admin must approve it`;
    case 'taken-back':
      return `taken back by ${reason.name}`;
    default:
      return reason satisfies never;
  }
}

/** Who or what owns the seat, because of which the app would not give it up. */
export function obstacleText({ obstacle, name }: Extract<OperationReason, { kind: 'obstacle' }>): string {
  switch (obstacle) {
    case 'group':
      return `it comes from the group ${name ?? 'of the app'}, and ends only there`;
    case 'directory':
      return `it is managed by ${name ?? 'a directory'}, and ends only there`;
    case 'admin':
      return 'the app lets nobody remove this admin';
    case 'other':
      return name ?? 'the app would refuse it';
    default:
      return obstacle satisfies never;
  }
}

function protectedText(by: ProtectedBy): string {
  switch (by.rule) {
    case 'last-admin':
      return 'it is the last admin of the app';
    case 'own-account':
      return "it is the account of Seatkeeper's own credentials";
    case 'yourself':
      return 'it is your own';
    case 'listed':
      return `it is protected in seatkeeper.yaml (${by.entry})`;
    default:
      return by satisfies never;
  }
}

/** Why an account that was asked for is left alone. */
export function leftAloneText(why: LeftAlone['why']): string {
  switch (why.kind) {
    case 'protected':
      return protectedText(why.by);
    case 'active':
      return 'its owner works here';
    case 'known':
      return 'it is marked as known';
    case 'closed':
      return 'it is closed already';
    case 'under-way':
      return 'another removal of it has not ended';
    case 'not-a-person':
      return "it is no person's account";
    case 'nobody-owns-it':
      return 'nobody owns it';
    case 'no-way':
      return 'it cannot be removed in that way';
    case 'no-delay':
      return 'nothing of it can be deleted later, which in: asks for';
    case 'only-named':
      return `what is usually done is done already; left is what you name: ${why.ways.map((way) => `way:${way}`).join(', ')}`;
    default:
      return why satisfies never;
  }
}

/** Why a step is done by hand. */
export function byHandText(because: ByHandBecause, app: string): string {
  switch (because.kind) {
    case 'no-credentials':
      return `Seatkeeper has no credentials that may change ${app}`;
    case 'no-api':
      return `Seatkeeper cannot change anything in ${app}`;
    case 'admin':
      return `${app} lets nobody remove this admin another way`;
    case 'group':
      return `it comes from the group ${because.group}, and ends only there`;
    case 'directory':
      return `it is managed by ${because.directory ?? 'a directory'}, and ends only there`;
    case 'other':
      return because.why;
    default:
      return because satisfies never;
  }
}

/** Why the seat of somebody who works here is in a plan. */
export function givenUpText({ how, at }: GivenUp, clock: Clock): string {
  const day = dayAtText(at, clock);
  switch (how) {
    case 'released':
      return `They work here, and released it on ${day}.`;
    case 'given':
      return `They work here, and gave it away on ${day}.`;
    case 'no-answer':
      return `They work here, and had not answered by ${day} whether they still need it.`;
    default:
      return how satisfies never;
  }
}
