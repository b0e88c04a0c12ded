import { accounts, company, licenses, people } from '../support/company.ts';

const NEVER = 'schedule: { sync: "0 0 1 1 *", digest: "0 0 1 1 *" }';
const ADA = 'f1,ada@acme.example,,,Ada Keller,active,,,Full';

/** A company whose next sync finds one of everything that an alert offers to decide on. */
export function busyCompany(id: (short: string) => string = (short) => short) {
  const acme = company({
    roster: people(
      '1,ada@acme.example,,,Ada Keller,active',
      '2,ben@acme.example,,,Ben Okafor,active',
      '3,alex.moreau@acme.example,,alex,Alex Moreau,active',
      '4,alex.stone@acme.example,,alex,Alex Stone,active',
    ),
    apps: { figma: accounts(ADA) },
    licenses: { figma: licenses(`${id('FULL')},Full,5,1,45,USD,monthly`) },
    entries: { figma: 'adminUrl: "https://figma.example/admin"' },
    yaml: NEVER,
  });
  const change = () => {
    acme.at('2026-03-04T09:00:00Z');
    acme.write(
      'roster.csv',
      people(
        '1,ada@acme.example,,,Ada Keller,active',
        '2,ben@acme.example,,,Ben Okafor,offboarded,,2026-03-03',
        '3,alex.moreau@acme.example,,alex,Alex Moreau,active',
        '4,alex.stone@acme.example,,alex,Alex Stone,active',
      ),
    );
    acme.write(
      'figma.csv',
      accounts(
        ADA,
        `${id('f2')},ben@acme.example,,,Ben Okafor,active,,,Full`,
        `${id('f3')},it-team@acme.example,,,IT Team`,
        `${id('f4')},,,alex,Alex`,
        `${id('f5')},ada.keller@home.example,,,Ada Keller`,
      ),
    );
    acme.write('figma-licenses.csv', licenses(`${id('FULL')},Full,1,2,45,USD,monthly`));
  };
  return { acme, change };
}
