import type { RemovalWay } from '../base/declaration.ts';

/** https://docs.github.com/rest/orgs/members and https://docs.github.com/rest/copilot/copilot-user-management */
export const GITHUB_REMOVAL: readonly RemovalWay[] = [
  {
    key: 'copilot-seat',
    way: 'free-seat',
    name: 'Cancel the Copilot seat',
    disablesAccess: false,
    freesSeat: true,
    reversible: true,
    stays: 'Access to the organization; Copilot itself works, and is paid, until the billing cycle ends.',
    rights: ['manage_billing:copilot'],
    except:
      'A seat that comes through a team, or because everybody gets one, is refused; change the team or the policy.',
  },
  {
    key: 'member',
    vanishes: true,
    way: 'delete',
    name: 'Remove the member from the organization',
    disablesAccess: true,
    freesSeat: true,
    reversible: false,
    stays: 'The person’s own GitHub account and forks of public repositories.',
    rights: ['admin:org'],
    except:
      'A membership that comes through an enterprise team would stay; the plan names the team. People whom an identity provider manages are removed there; GitHub refuses it.',
  },
  {
    key: 'collaborator',
    vanishes: true,
    way: 'delete',
    name: 'Remove the outside collaborator',
    disablesAccess: true,
    freesSeat: true,
    reversible: false,
    stays: 'The person’s own GitHub account.',
    rights: ['admin:org'],
    except: 'Members are refused; remove their membership.',
  },
  {
    key: 'invitation',
    vanishes: true,
    way: 'delete',
    name: 'Cancel the invitation',
    disablesAccess: true,
    freesSeat: true,
    reversible: false,
    stays: 'Nothing; the person can be invited again.',
    rights: ['admin:org'],
  },
];
