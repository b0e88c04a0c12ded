import { decodeGuest, splitEmail, stripPlus } from '../email.ts';
import type { DomainClasses } from './domain-classes.ts';

/** Every address under which the matching rules look for the owner of this one, itself included. */
export function addressForms(email: string, domains: DomainClasses): readonly string[] {
  const home = decodeGuest(email) ?? email;
  const plain = domains.owns(splitEmail(home).domain) ? (stripPlus(home) ?? home) : home;
  const forms = [email, home, plain];
  return [...new Set([...forms, ...forms.flatMap(domains.variants)])];
}
