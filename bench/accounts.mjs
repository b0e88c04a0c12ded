import { shouted } from './people.mjs';

export const ACCOUNT_HEADER =
  'id,email,aliases,username,name,state,kind,role,licenses,last_active,created,team,region,two_factor,cost_center';

const LICENSES = ['Figma Full', 'Figma Dev', 'Figma Collab', 'Figma Full;Figma Dev', ''];
const ROLES = ['viewer', 'editor', 'editor', 'editor', 'admin'];
const TEAMS = 'Brand,Product,Platform,Growth,Research,Field,Core,Labs'.split(',');
const REGIONS = ['eu-central', 'eu-west', 'us-east', 'us-west', 'ap-south'];

/** Owners and addresses of accounts, in the proportions of real lists. */
export function makeAccount(draw, crowd) {
  const lot = draw.below(100);
  if (lot < 5) return unknown(draw);
  if (lot < 10) {
    const person = draw.pick(crowd.people);
    return owned(person, person.email.replace('@acme.com', '@acme.onmicrosoft.com'));
  }
  if (lot < 20) {
    const person = draw.pick(crowd.withAlias);
    return owned(person, draw.pick(person.aliases));
  }
  if (lot < 22) {
    const person = draw.pick(crowd.withUsername);
    return { ...owned(person, ''), username: person.username };
  }
  if (lot < 23) {
    const person = draw.pick(crowd.people);
    return { ...owned(person, `${draw.id().slice(0, 10)}@mail.example`), aliases: person.email };
  }
  const person = draw.pick(crowd.people);
  const aliases = draw.chance(3) ? person.email.replace('@acme.com', '@acme.onmicrosoft.com') : '';
  return { ...owned(person, person.email), aliases };
}

export function accountRow({ email, aliases, username, name, kind }, draw) {
  const lastActive = draw.day(2024, 2026);
  return [
    draw.id(),
    draw.chance(15) ? shouted(email) : email,
    aliases,
    username,
    draw.chance(5) ? `"${name.split(' ').reverse().join(', ')}"` : name,
    draw.chance(3) ? 'deactivated' : 'active',
    kind,
    draw.pick(ROLES),
    draw.pick(LICENSES),
    draw.chance(10) ? '' : draw.chance(50) ? lastActive : `${lastActive}T${draw.clock()}`,
    draw.day(2018, 2024),
    draw.pick(TEAMS),
    draw.pick(REGIONS),
    draw.chance(80),
    `CC-${1000 + draw.below(400)}`,
  ].join(',');
}

export function statusOf({ owner }) {
  if (owner === null) return 'unknown';
  return owner.works ? 'active' : 'inactive';
}

/** The part of the accounts that it counts in: by its owner, whether the app closed it, and whether it is a person's. */
export function partOf({ owner, kind }, row) {
  if (owner?.works) return 'active';
  if (row.includes(',deactivated,')) return 'closed';
  if (owner !== null) return 'away';
  return ['bot', 'service', 'shared'].includes(kind) ? 'notPeople' : 'unknown';
}

function owned(person, email) {
  return { owner: person, email, aliases: '', username: '', name: person.name, kind: 'person' };
}

function unknown(draw) {
  const word = draw.id().slice(0, 10);
  const [email, kind] = draw.pick([
    [`${word}@contractors.example`, 'person'],
    [`${word}@gmail.example`, 'guest'],
    [`gone.${word}@acme.com`, 'person'],
    [`svc-${word}@acme.com`, 'service'],
  ]);
  return { owner: null, email, aliases: '', username: '', name: `User ${word}`, kind };
}
