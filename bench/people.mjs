import { random } from './random.mjs';

export const ROSTER_HEADER =
  'id,email,aliases,usernames,name,status,department,manager,groups,start_date,end_date';

const FIRST =
  'Ada Ben Chloé Diego Eva Farid Grace Hana Ivan Jo Kim Lena Mateo Nina Omar Priya Quinn Rosa Sam Tomás Uma Vera Wei Xenia Yusuf Zoë Anna Björn Carla Dmitri'.split(
    ' ',
  );
const LAST =
  'Keller Okafor Martin Ramos Lindqvist Haddad Mbeki Tanaka Petrov Brandt Novak Fischer Silva Rossi Aziz Sharma Murphy Weber Whitaker Álvarez Costa Schmidt Chang Popov Demir Müller Jensen Larsen Moreau Volkov'.split(
    ' ',
  );
const DEPARTMENTS = 'Engineering Design Sales Marketing Finance People Legal Support Operations'.split(' ');

/**
 * People who share no addresses. About 4 % no longer work here; some are on leave, start later
 * or leave later, which all count as active.
 */
export function makePeople(count, { from = 0, seed = 1 } = {}) {
  const draw = random(seed);
  return Array.from({ length: count }, (_, place) => {
    const number = from + place;
    const first = draw.pick(FIRST);
    const last = draw.pick(LAST);
    const [given, family] = [plain(first), plain(last)];
    const aliases = draw.chance(30) ? [`${given[0]}.${family}${number}@acme.com`] : [];
    if (aliases.length > 0 && draw.chance(20)) aliases.push(`${given}${family}${number}@acme.com`);
    return {
      id: `E${draw.id().slice(0, 12)}`,
      email: `${given}.${family}${number}@acme.com`,
      aliases,
      username: draw.chance(60) ? `${given[0]}${family}${number}` : null,
      name: `${first} ${last}`,
      department: draw.pick(DEPARTMENTS),
      ...employment(draw),
    };
  });
}

export function rosterRow(person, people, draw) {
  const { id, email, aliases, username, name, status, department, startDate, endDate } = person;
  const manager = draw.pick(people).email;
  return [
    id,
    draw.chance(10) ? shouted(email) : email,
    aliases.join(';'),
    username ?? '',
    name,
    status,
    department,
    manager,
    `Everyone;${department}`,
    startDate,
    endDate,
  ].join(',');
}

/** The address in mixed case, as people type it into forms. */
export function shouted(email) {
  return email
    .split('@')
    .map((part, index) => (index === 0 ? part.replace(/(^|\.)[a-z]/g, (start) => start.toUpperCase()) : part))
    .join('@');
}

function employment(draw) {
  const startDate = draw.day(2008, 2018);
  const lot = draw.below(1000);
  const at = (status, works, more = {}) => ({ status, works, startDate, endDate: '', ...more });
  if (lot < 20) return at('offboarded', false, { endDate: draw.day(2019, 2024) });
  if (lot < 30) return at('offboarded', false);
  if (lot < 40) return at('inactive', false);
  if (lot < 50) return at('on-leave', true);
  if (lot < 55) return at('starting', true, { startDate: draw.day(2041, 2043) });
  if (lot < 60) return at('active', true, { endDate: draw.day(2041, 2043) });
  return at('active', true);
}

function plain(name) {
  return name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}
