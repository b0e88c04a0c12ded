import { describe, expect, it } from 'vitest';
import type { Account } from '../../../src/domain/account.ts';
import { domainClasses } from '../../../src/domain/owners/domain-classes.ts';
import { addresses } from '../../../src/domain/owners/identifiers.ts';
import type { Earlier } from '../../../src/domain/owners/kept-owner.ts';
import { matchAccount } from '../../../src/domain/owners/match.ts';
import { MATCH_RULES } from '../../../src/domain/owners/match-rule.ts';
import type { MatchingPolicy } from '../../../src/domain/policy.ts';
import type { RosterEntry } from '../../../src/domain/roster-index/roster-index.ts';
import { rosterIndex } from '../../../src/domain/roster-index/roster-index.ts';
import { ACME, account, entry } from '../../support/build.ts';

const ana = entry({ ref: 1, name: 'Ana Smith', email: 'ana@acme.example' });
const bo = entry({ ref: 2, name: 'Bo Lee', email: 'bo@acme.example' });

interface Past {
  link?: number;
  earlier?: Partial<Earlier>;
  policy?: MatchingPolicy;
}

function match(facts: Partial<Account>, people: readonly RosterEntry[], past: Past = {}) {
  const { link = null, policy = ACME } = past;
  const earlier: Earlier | null =
    past.earlier === undefined
      ? null
      : { person: 1, rule: 'email', via: 'ana@acme.example', email: 'ana@acme.example', ...past.earlier };
  return matchAccount({ account: account(facts), link, earlier }, rosterIndex(people), domainClasses(policy));
}

/** `rule via → person`, or why there is no owner. */
function said(facts: Partial<Account>, people: readonly RosterEntry[], past: Past = {}): string {
  const { match: found, noMatch } = match(facts, people, past);
  if (found !== null) return `${found.rule} ${found.via ?? '-'} → ${found.owner.ref}`;
  return noMatch.why === 'several' ? `several ${noMatch.via} → ${noMatch.candidates.join(',')}` : noMatch.why;
}

describe('the seven rules', () => {
  it('are tried in the order in which they are listed', () => {
    expect(MATCH_RULES).toEqual([
      'manual-link',
      'earlier-match',
      'email',
      'alias',
      'domain-alias',
      'plus-address',
      'username',
    ]);
  });

  it('1: a link by an admin overrules every address', () => {
    expect(said({ emails: ['bo@acme.example'] }, [ana, bo], { link: 1 })).toBe('manual-link - → 1');
  });

  it('1: a link works for an account that has nothing else to match by', () => {
    expect(said({ username: 'figma-export' }, [ana], { link: 1 })).toBe('manual-link - → 1');
  });

  it('1: falls back to the addresses once the linked person is in no roster', () => {
    expect(said({ emails: ['bo@acme.example'] }, [bo], { link: 1 })).toBe('email bo@acme.example → 2');
  });

  it('1: follows a linked person who left and was rehired', () => {
    const left = entry({ ref: 1, email: 'ana@acme.example', status: 'offboarded' });
    const back = entry({ ref: 9, email: 'ana@acme.example' });
    expect(said({ emails: ['ana@gmail.com'] }, [left, back], { link: 1 })).toBe('manual-link - → 9');
  });

  it('2: keeps the owner of an account whose address was renamed', () => {
    expect(said({ emails: ['ana.jones@acme.example'] }, [ana], { earlier: {} })).toBe(
      'earlier-match ana@acme.example → 1',
    );
  });

  it('3: primary address to primary address', () => {
    expect(said({ emails: ['ana@acme.example'] }, [ana, bo])).toBe('email ana@acme.example → 1');
  });

  it('3: the owner of the address takes precedence over a colleague who has it as an alias', () => {
    const left = { ...ana, status: 'offboarded' } as const;
    const manager = { ...bo, aliases: ['ana@acme.example'] };
    expect(said({ emails: ['ana@acme.example'] }, [left, manager])).toBe('email ana@acme.example → 1');
  });

  it('4: the primary address of the account is an alias of the person', () => {
    const person = { ...ana, aliases: ['u7@acme.example'] };
    expect(said({ emails: ['u7@acme.example'] }, [person, bo])).toBe('alias u7@acme.example → 1');
  });

  it('4: a further address of the account is the primary address of the person', () => {
    expect(said({ emails: ['design@acme.example', 'ana@acme.example'] }, [ana, bo])).toBe(
      'alias ana@acme.example → 1',
    );
  });

  it('4: a further address of the account is an alias of the person', () => {
    const person = { ...ana, aliases: ['u7@acme.example'] };
    expect(said({ emails: ['design@acme.example', 'u7@acme.example'] }, [person])).toBe(
      'alias u7@acme.example → 1',
    );
  });

  it('5: the tenant domain means the mail domain', () => {
    expect(said({ emails: ['ana@acmeco.onmicrosoft.com'] }, [ana])).toBe('domain-alias ana@acme.example → 1');
  });

  it('5: the mail domain means the tenant domain when the roster uses the latter', () => {
    const person = { ...ana, email: 'ana@acmeco.onmicrosoft.com' };
    expect(said({ emails: ['ana@acme.example'] }, [person])).toBe(
      'domain-alias ana@acmeco.onmicrosoft.com → 1',
    );
  });

  it('5: two domains that both mean a third one mean each other', () => {
    const policy = {
      ...ACME,
      domainAliases: { 'old.example': 'acme.example', 'eu.example': 'acme.example' },
    };
    const person = { ...ana, email: 'ana@old.example' };
    expect(said({ emails: ['ana@eu.example'] }, [person], { policy })).toBe(
      'domain-alias ana@old.example → 1',
    );
  });

  it('5: reaches an alias of the person, and every address of the account', () => {
    const person = { ...ana, aliases: ['a.smith@acme.example'] };
    const emails = ['x@elsewhere.example', 'a.smith@acmeco.onmicrosoft.com'];
    expect(said({ emails }, [person])).toBe('domain-alias a.smith@acme.example → 1');
  });

  it('5: reads the home address of a guest out of the tenant name', () => {
    const contractor = entry({ ref: 3, name: 'Cy Vu', email: 'someone@gmail.com' });
    expect(said({ emails: ['someone_gmail.com#ext#@acmeco.onmicrosoft.com'] }, [contractor])).toBe(
      'domain-alias someone@gmail.com → 3',
    );
  });

  it('5: a guest whose home is another tenant of ours is matched', () => {
    expect(said({ emails: ['ana_acmeco.onmicrosoft.com#ext#@partner.onmicrosoft.com'] }, [ana])).toBe(
      'domain-alias ana@acme.example → 1',
    );
  });

  it('5: no domain means another one unless the admin configured it', () => {
    expect(said({ emails: ['ana@acme-labs.example'] }, [ana])).toBe('nobody');
  });

  it('6: strips the tag of an address of our own', () => {
    expect(said({ emails: ['ana+figma@acme.example'] }, [ana])).toBe('plus-address ana@acme.example → 1');
  });

  it('6: strips the tag where the domain is ours as an alias', () => {
    expect(said({ emails: ['ana+figma@acmeco.onmicrosoft.com'] }, [ana])).toBe(
      'plus-address ana@acme.example → 1',
    );
  });

  it('6: strips the tag of a guest who is one of our people', () => {
    expect(said({ emails: ['ana+figma_acme.example#ext#@partner.onmicrosoft.com'] }, [ana])).toBe(
      'plus-address ana@acme.example → 1',
    );
  });

  it('6: leaves the tags of foreign domains alone: they may belong to another person', () => {
    const contractor = entry({ ref: 3, name: 'Cy Vu', email: 'cy@gmail.com' });
    expect(said({ emails: ['cy+figma@gmail.com'] }, [contractor])).toBe('nobody');
  });

  it('6: keeps a tag that the roster lists as part of the address', () => {
    const tagged = entry({ ref: 3, name: 'Cy Vu', email: 'ana+audit@acme.example' });
    expect(said({ emails: ['ana+audit@acme.example'] }, [ana, tagged])).toBe(
      'email ana+audit@acme.example → 3',
    );
  });

  it('7: username to username, without regard to case', () => {
    const person = { ...ana, usernames: ['asmith'] };
    expect(said({ username: 'ASmith' }, [person, bo])).toBe('username asmith → 1');
  });

  it.each(['employee_number', 'employeeNumber'])(
    '7: the %s of the account to a username of the roster',
    (key) => {
      const person = { ...ana, usernames: ['1001'] };
      expect(said({ columns: { [key]: ' 1001 ' } }, [person])).toBe('username 1001 → 1');
    },
  );

  it('7: an employee number counts when the username matches nobody', () => {
    const person = { ...ana, usernames: ['1001'] };
    expect(said({ username: 'figma-7', columns: { employee_number: '1001' } }, [person])).toBe(
      'username 1001 → 1',
    );
  });

  it('7: finds the one person who has the username beside a private address', () => {
    const person = { ...bo, usernames: ['asmith'] };
    expect(said({ emails: ['x@elsewhere.example'], username: 'asmith' }, [person])).toBe(
      'username asmith → 2',
    );
  });

  it('7: does not give an address of ours that nobody has to somebody by the login', () => {
    const person = { ...bo, usernames: ['deploy', '1002'] };
    const emails = ['deploy@acme.example'];
    expect(said({ emails, username: 'deploy' }, [person])).toBe('nobody');
    expect(said({ emails, columns: { employee_id: '1002' } }, [person])).toBe('username 1002 → 2');
  });

  it('7: two people with the username beside a private address are asked about', () => {
    const people = [
      { ...ana, usernames: ['sam'] },
      { ...bo, usernames: ['sam'] },
    ];
    expect(said({ emails: ['x@elsewhere.example'], username: 'sam' }, people)).toBe('several sam → 1,2');
  });

  it('7: a login that is an address counts beside another address that nobody has', () => {
    expect(said({ emails: ['ana@brand.example'], username: 'Ana@acme.example' }, [ana])).toBe(
      'alias ana@acme.example → 1',
    );
  });

  it('treats a username that is an address as an address', () => {
    expect(said({ username: ' Ana@ACME.example' }, [ana])).toBe('email ana@acme.example → 1');
    expect(said({ username: 'ana+figma@acme.example' }, [ana])).toBe('plus-address ana@acme.example → 1');
  });

  it('ignores a username that is an address where the app gives another address', () => {
    expect(said({ emails: ['bo@acme.example'], username: 'ana@acme.example' }, [ana, bo])).toBe(
      'email bo@acme.example → 2',
    );
  });
});

describe('the order of the rules', () => {
  it('lets each rule take precedence over all that follow it', () => {
    const people = [
      entry({ ref: 1, name: 'One', email: 'one@gmail.com' }),
      entry({ ref: 2, name: 'Two', email: 'two+x@acmeco.onmicrosoft.com' }),
      entry({ ref: 3, name: 'Three', email: 'three@acme.example', aliases: ['alias@acme.example'] }),
      entry({ ref: 4, name: 'Four', email: 'two+x@acme.example' }),
      entry({ ref: 5, name: 'Five', email: 'two@acme.example' }),
    ];
    const emails = ['two+x@acmeco.onmicrosoft.com', 'alias@acme.example'];
    const without = (...refs: number[]) => people.filter(({ ref }) => !refs.includes(ref));
    expect(said({ emails }, people, { link: 1 })).toBe('manual-link - → 1');
    expect(said({ emails }, people)).toBe('email two+x@acmeco.onmicrosoft.com → 2');
    expect(said({ emails }, without(2))).toBe('alias alias@acme.example → 3');
    expect(said({ emails }, without(2, 3))).toBe('domain-alias two+x@acme.example → 4');
    expect(said({ emails }, without(2, 3, 4))).toBe('plus-address two@acme.example → 5');
    expect(said({ emails }, without(2, 3, 4, 5))).toBe('nobody');
  });
});

describe('an ambiguous match gives no owner rather than a wrong one', () => {
  const shared = 'desk@acme.example';

  it('3: an address that two people have gives no owner', () => {
    const people = [
      { ...ana, email: shared },
      { ...bo, email: shared },
    ];
    expect(said({ emails: [shared] }, people)).toBe('several desk@acme.example → 1,2');
  });

  it('4: an alias that two people have gives no owner', () => {
    const people = [
      { ...ana, aliases: [shared] },
      { ...bo, aliases: [shared] },
    ];
    expect(said({ emails: [shared] }, people)).toBe('several desk@acme.example → 1,2');
  });

  it('4: an account whose other addresses belong to two people has no owner', () => {
    expect(said({ emails: [shared, 'bo@acme.example', 'ana@acme.example'] }, [ana, bo])).toBe(
      'several bo@acme.example → 1,2',
    );
  });

  it('4: two addresses of one person are one person', () => {
    const person = { ...ana, aliases: ['u7@acme.example'] };
    expect(said({ emails: [shared, 'u7@acme.example', 'ana@acme.example'] }, [person])).toBe(
      'alias u7@acme.example → 1',
    );
  });

  it('5: an address whose domain leads to two people gives no owner', () => {
    const policy = { ...ACME, domainAliases: { 'a.example': 'x.example', 'b.example': 'x.example' } };
    const people = [
      { ...ana, email: 'sam@a.example' },
      { ...bo, email: 'sam@b.example' },
    ];
    expect(said({ emails: ['sam@x.example'] }, people, { policy })).toMatch(
      /^several sam@[ab].example → 1,2$/,
    );
  });

  it('6: a tagged address whose plain form two people have gives no owner', () => {
    const people = [
      { ...ana, aliases: [shared] },
      { ...bo, aliases: [shared] },
    ];
    expect(said({ emails: ['desk+figma@acme.example'] }, people)).toBe('several desk@acme.example → 1,2');
  });

  it('7: a username that two people have gives no owner', () => {
    const people = [
      { ...ana, usernames: ['sam'] },
      { ...bo, usernames: ['sam'] },
    ];
    expect(said({ username: 'sam' }, people)).toBe('several sam → 1,2');
  });

  it('7: an account whose username leads to one person and whose employee number to another has no owner', () => {
    const people = [
      { ...ana, usernames: ['sam'] },
      { ...bo, usernames: ['1002'] },
    ];
    expect(said({ username: 'sam', columns: { employee_number: '1002' } }, people)).toBe('several sam → 1,2');
  });

  it('ends the search: a later rule that would find one person is not tried', () => {
    const people = [
      { ...ana, email: null, aliases: [shared] },
      { ...bo, email: null, aliases: [shared] },
      entry({ ref: 3, name: 'Cy Vu', email: 'desk@acmeco.onmicrosoft.com', usernames: ['desk'] }),
    ];
    expect(said({ emails: [shared], username: 'desk' }, people)).toBe('several desk@acme.example → 1,2');
  });

  it('ends the search before the earlier match as well', () => {
    const people = [ana, { ...bo, aliases: [shared] }, entry({ ref: 3, name: 'Cy Vu', aliases: [shared] })];
    expect(said({ emails: [shared] }, people, { earlier: {} })).toBe('several desk@acme.example → 2,3');
  });

  it('does not stop an admin from linking it', () => {
    const people = [
      { ...ana, aliases: [shared] },
      { ...bo, aliases: [shared] },
    ];
    expect(said({ emails: [shared] }, people, { link: 2 })).toBe('manual-link - → 2');
  });
});

describe('a renamed account', () => {
  it('stays with its owner, however often it is renamed, and remembers the first address', () => {
    const earlier = { rule: 'earlier-match', email: 'ana.jones@acme.example' } as const;
    expect(said({ emails: ['ana.brown@acme.example'] }, [ana], { earlier })).toBe(
      'earlier-match ana@acme.example → 1',
    );
    expect(said({ emails: ['ana.jones@acme.example'] }, [ana], { earlier })).toBe(
      'earlier-match ana@acme.example → 1',
    );
  });

  it('a seat that was handed on is not assigned to the person who had it before', () => {
    const left = { ...ana, status: 'offboarded' } as const;
    expect(said({ emails: ['bo@acme.example'] }, [left, bo], { earlier: {} })).toBe(
      'email bo@acme.example → 2',
    );
  });

  it.each([
    ['alias', 'team@acme.example'],
    ['domain-alias', 'bo@acmeco.onmicrosoft.com'],
    ['plus-address', 'bo+figma@acme.example'],
  ])('a seat handed on is recognised by %s as well', (rule, email) => {
    const heir = { ...bo, aliases: ['team@acme.example'] };
    expect(said({ emails: [email] }, [ana, heir], { earlier: {} })).toMatch(new RegExp(`^${rule} .* → 2$`));
  });

  it('does not count as renamed when an admin had linked it and took the link back', () => {
    expect(said({ emails: ['x@acme.example'] }, [ana], { earlier: { rule: 'manual-link' } })).toBe('nobody');
  });

  it('no longer has an owner once the person is in no roster', () => {
    expect(said({ emails: ['ana.jones@acme.example'] }, [bo], { earlier: {} })).toBe('nobody');
  });

  it('does not count as renamed when it was matched by its username and now has an address', () => {
    const earlier = { rule: 'username', via: 'asmith', email: null } as const;
    expect(said({ emails: ['x@acme.example'] }, [ana], { earlier })).toBe('nobody');
  });

  it('keeps its owner when the app no longer reports addresses', () => {
    expect(said({ emails: [] }, [ana], { earlier: {} })).toBe('earlier-match ana@acme.example → 1');
  });

  it('goes to the current record of its owner after a rehire', () => {
    const left = entry({ ref: 1, email: 'ana@acme.example', status: 'offboarded' });
    const back = entry({ ref: 9, email: 'ana@acme.example' });
    expect(said({ emails: ['ana.jones@acme.example'] }, [left, back], { earlier: {} })).toBe(
      'earlier-match ana@acme.example → 9',
    );
  });
});

describe('a person whose record was renamed', () => {
  const renamed = { ...ana, email: 'ana.jones@acme.example', usernames: ['ajones'] };
  const emails = ['ana@acme.example'];

  it.each([
    ['email', 'ana@acme.example', emails],
    ['domain-alias', 'ana@acme.example', ['ana@acmeco.onmicrosoft.com']],
    ['plus-address', 'ana@acme.example', ['ana+figma@acme.example']],
  ] as const)('keeps an account that was matched by %s', (rule, via, had) => {
    const earlier = { rule, via, email: had[0] };
    expect(said({ emails: had }, [renamed, bo], { earlier })).toBe(`earlier-match ${via} → 1`);
  });

  it('keeps an account that was matched by the username', () => {
    const earlier = { rule: 'username', via: 'asmith', email: null } as const;
    expect(said({ username: 'ASmith' }, [renamed, bo], { earlier })).toBe('earlier-match asmith → 1');
    expect(said({ username: 'other' }, [renamed, bo], { earlier })).toBe('nobody');
  });

  it('is asked about for an alias, which may have been taken away on purpose', () => {
    const earlier = { rule: 'alias', via: 'ana@acme.example' } as const;
    expect(said({ emails }, [renamed], { earlier })).toBe('nobody');
    expect(said({ emails }, [renamed], { earlier: { ...earlier, wasPrimary: true } })).toBe(
      'earlier-match ana@acme.example → 1',
    );
  });

  describe('and whose old address or username another person has now', () => {
    const heir = { ...bo, aliases: emails, usernames: ['asmith'] };
    const byUsername = { rule: 'username', via: 'asmith', email: null } as const;

    it('does not lose the account without a question', () => {
      expect(said({ emails }, [renamed, heir], { earlier: {} })).toBe('several ana@acme.example → 1,2');
      expect(said({ username: 'ASmith' }, [renamed, heir], { earlier: byUsername })).toBe(
        'several asmith → 1,2',
      );
      const tagged = {
        rule: 'plus-address',
        via: 'ana@acme.example',
        email: 'ana+figma@acme.example',
      } as const;
      expect(said({ emails: ['ana+figma@acme.example'] }, [renamed, heir], { earlier: tagged })).toBe(
        'several ana@acme.example → 1,2',
      );
    });

    it('is asked about after every later read, and keeps the account if the other gives it back', () => {
      const earlier = { rule: 'earlier-match', via: 'ana@acme.example', contested: true } as const;
      expect(said({ emails }, [renamed, heir], { earlier })).toBe('several ana@acme.example → 1,2');
      expect(said({ emails }, [renamed, bo], { earlier })).toBe('earlier-match ana@acme.example → 1');
      expect(said({ emails: ['new@acme.example'] }, [renamed, heir], { earlier })).toBe('nobody');
      const login = { emails: ['ana@home.example'], username: 'asmith' };
      const called = { ...earlier, via: 'asmith', email: 'ana@home.example' };
      expect(said(login, [renamed, heir], { earlier: called })).toBe('several asmith → 1,2');
      expect(said(login, [renamed, bo], { earlier: called })).toBe('earlier-match asmith → 1');
    });

    it('loses it where the account is called like the other alone', () => {
      expect(said({ emails, name: 'Bo Lee' }, [renamed, heir], { earlier: {} })).toBe(
        'alias ana@acme.example → 2',
      );
      expect(said({ emails, name: 'Ana Smith' }, [renamed, heir], { earlier: {} })).toMatch(/^several/);
    });

    it('keeps it after leaving, where its days and name say so', () => {
      const left = { ...renamed, status: 'offboarded', endDate: '2026-01-31' } as const;
      const came = { ...heir, startDate: '2026-05-01' };
      const had = { emails, name: 'Ana Smith', lastActive: '2026-01-20T10:00:00Z' };
      expect(said(had, [left, came], { earlier: {} })).toBe('earlier-match ana@acme.example → 1');
      const used = { emails, name: 'Bo', lastActive: '2026-06-20T10:00:00Z' };
      expect(said(used, [left, came], { earlier: {} })).toBe('alias ana@acme.example → 2');
    });

    it('loses it to a new record of the same name, which is the same person', () => {
      const again = { ...heir, name: 'Ana Smith' };
      expect(said({ emails }, [renamed, again], { earlier: {} })).toBe('alias ana@acme.example → 2');
    });

    it('loses it when the account itself was renamed to the other’s address', () => {
      const earlier = { rule: 'email', via: 'ana@acme.example', email: 'ana@acme.example' } as const;
      expect(said({ emails: ['bo@acme.example'] }, [renamed, heir], { earlier })).toBe(
        'email bo@acme.example → 2',
      );
    });
  });

  it('is asked about when the username beside the old address is somebody else’s', () => {
    const heir = { ...bo, usernames: ['asmith'] };
    const had = ['ana@gmail.com'];
    const earlier = { rule: 'email', via: null, email: 'ana@gmail.com' } as const;
    expect(said({ emails: had, username: 'asmith' }, [renamed, heir], { earlier })).toBe(
      'several asmith → 1,2',
    );
  });

  it('loses an account that only a rule about domains gave them, once that rule ends', () => {
    const earlier = { rule: 'domain-alias', via: 'ana@acme.example', email: 'ana@old.example' } as const;
    expect(said({ emails: ['ana@old.example'] }, [ana], { earlier })).toBe('nobody');
  });
});

describe('why an account has no owner', () => {
  it('its address belongs to nobody', () => {
    expect(match({ emails: ['x@acme.example'] }, [ana])).toEqual({ match: null, noMatch: { why: 'nobody' } });
  });

  it('the account has nothing to match by', () => {
    expect(said({ name: 'Ana Smith' }, [ana])).toBe('nothing-to-match');
    expect(said({ username: '   ' }, [ana])).toBe('nothing-to-match');
  });

  it('a name never matches, however well it fits', () => {
    expect(said({ name: 'Ana Smith', username: 'ana smith' }, [ana])).toBe('nobody');
  });

  it('the roster is empty', () => {
    expect(said({ emails: ['ana@acme.example'] }, [])).toBe('nobody');
  });
});

describe('apps that give no email', () => {
  it('a login that looks like an address is still looked up among the usernames of the roster', () => {
    const person = { ...ana, usernames: ['asmith@corp.local'] };
    expect(said({ username: 'ASmith@corp.local' }, [person])).toBe('username asmith@corp.local → 1');
  });

  it('an employee number still counts when the login looks like an address', () => {
    const person = { ...ana, usernames: ['1001'] };
    expect(said({ username: 'x7@corp.local', columns: { employeeNumber: '1001' } }, [person])).toBe(
      'username 1001 → 1',
    );
  });

  it('an employee number that the app sends as a number counts too', () => {
    const person = { ...ana, usernames: ['1001'] };
    expect(said({ columns: { employeeNumber: 1001 } }, [person])).toBe('username 1001 → 1');
  });
});

describe('addresses', () => {
  it('are those the app gives, or else a username that is an address', () => {
    expect(addresses(account({ emails: ['a@x.example'], username: 'b@x.example' }))).toEqual(['a@x.example']);
    expect(addresses(account({ username: 'B@x.example' }))).toEqual(['b@x.example']);
    expect(addresses(account({ username: 'b' }))).toEqual([]);
    expect(addresses(account())).toEqual([]);
  });
});
