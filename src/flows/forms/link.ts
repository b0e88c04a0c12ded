import { nearestPersonText } from '../../chat/say/decide/forms.ts';
import { personByRef, replacementOf } from '../../store/people/people.ts';
import { suggestOwner } from '../owners/suggest-owner.ts';
import { defineForm } from './form-definition.ts';
import { personLabel } from './person-label.ts';

export const linkForm = defineForm('link', {
  fields: {
    person: {
      input: { type: 'person' },
      required: true,
      check: (ref) => (/^[1-9]\d{0,15}$/.test(ref) ? null : 'invalid'),
    },
  },
  prefill(context, target) {
    const suggestion =
      target === null ? null : suggestOwner(context, target.stored.account, target.stored.lastPerson);
    if (suggestion === null) return {};
    const { person, reason } = suggestion;
    return {
      person: {
        value: String(person.ref),
        label: personLabel(person),
        hint: nearestPersonText(person.name, reason),
      },
    };
  },
  action: (subject, { person }) => ({ type: 'link', ...subject, person: Number(person) }),
  command({ store }, { app, account, person: ref }) {
    const person = personByRef(store, replacementOf(store, ref));
    return { verb: 'link', words: [app, account, person?.email ?? person?.name ?? String(ref)], filters: {} };
  },
});
