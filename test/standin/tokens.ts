/**
 * Invented tokens that the stand-in knows. They have the shape of real ones (`hf_` and 34 letters or digits),
 * and open nothing anywhere else. Any other token is unknown to it.
 */

/** A classic token with the role `write`: everything works. */
export const STANDIN_TOKEN = 'hf_standinWrite0000000000000000000000';
/** A classic token with the role `read`: models may be called too. */
export const STANDIN_READ_TOKEN = 'hf_standinRead00000000000000000000000';
/** A fine-grained token with `inference.serverless.write` for its user. */
export const STANDIN_FINE_GRAINED_TOKEN = 'hf_standinFineGrained0000000000000000';
/** A fine-grained token whose permission is global. */
export const STANDIN_GLOBAL_TOKEN = 'hf_standinGlobal000000000000000000000';
/** A fine-grained token that has the permission only on behalf of an organisation. */
export const STANDIN_ORGANISATION_TOKEN = 'hf_standinOrganisation000000000000000';
/** A fine-grained token that may read repositories but not call models: `whoami` is fine, a chat gets 403. */
export const STANDIN_NO_PERMISSION_TOKEN = 'hf_standinNoPermission000000000000000';
/** A good token whose account has no credit left: a chat gets 402. */
export const STANDIN_NO_CREDIT_TOKEN = 'hf_standinNoCredit0000000000000000000';
/** The right shape, but nobody knows it: 401 everywhere. */
export const STANDIN_UNKNOWN_TOKEN = 'hf_standinUnknown00000000000000000000';

/** The organisation that the stand-in's people belong to, for `X-HF-Bill-To`. */
export const STANDIN_ORGANISATION = 'standin-school';

/** What the stand-in knows of a token: the answer of `whoami-v2` and what a chat may do. */
export interface Account {
  /** The JSON of `GET /api/whoami-v2`. */
  readonly whoami: Readonly<Record<string, unknown>>;
  readonly mayCallModels: boolean;
  readonly hasCredit: boolean;
  readonly mayReadGatedModels: boolean;
}

interface Scope {
  readonly entity: { readonly _id: string; readonly type: 'user' | 'org'; readonly name: string };
  readonly permissions: readonly string[];
}

interface AccountOptions {
  readonly role: 'write' | 'read' | 'fineGrained';
  readonly displayName: string;
  readonly global?: readonly string[];
  readonly scoped?: readonly Scope[];
  readonly mayCallModels?: boolean;
  readonly hasCredit?: boolean;
  readonly mayReadGatedModels?: boolean;
}

const USER_ID = '5f5a1d0000000000000000aa';
const ORGANISATION_ID = '5f5a1d0000000000000000bb';
const user = { _id: USER_ID, type: 'user', name: 'sam-standin' } as const;
const organisation = { _id: ORGANISATION_ID, type: 'org', name: STANDIN_ORGANISATION } as const;

function account(options: AccountOptions): Account {
  const mayReadGatedModels = options.mayReadGatedModels ?? options.role !== 'fineGrained';
  return {
    mayCallModels: options.mayCallModels ?? true,
    hasCredit: options.hasCredit ?? true,
    mayReadGatedModels,
    whoami: {
      type: 'user',
      id: USER_ID,
      name: 'sam-standin',
      fullname: 'Sam Standin (stand-in)',
      email: 'sam@standin.invalid',
      emailVerified: true,
      canPay: options.hasCredit ?? true,
      isPro: false,
      avatarUrl: '/avatars/standin.svg',
      orgs: [
        {
          type: 'org',
          id: ORGANISATION_ID,
          name: STANDIN_ORGANISATION,
          fullname: 'Stand-in School',
          isEnterprise: false,
          canPay: true,
          roleInOrg: 'write',
        },
      ],
      auth: {
        type: 'access_token',
        accessToken: {
          displayName: options.displayName,
          role: options.role,
          createdAt: '2025-09-01T08:00:00.000Z',
          ...(options.role === 'fineGrained' && {
            fineGrained: {
              canReadGatedRepos: mayReadGatedModels,
              global: options.global ?? [],
              scoped: options.scoped ?? [],
            },
          }),
        },
      },
    },
  };
}

/** Every token the stand-in knows from the start. */
export const ACCOUNTS: ReadonlyMap<string, Account> = new Map([
  [STANDIN_TOKEN, account({ role: 'write', displayName: 'Stand-in, write' })],
  [STANDIN_READ_TOKEN, account({ role: 'read', displayName: 'Stand-in, read' })],
  [
    STANDIN_FINE_GRAINED_TOKEN,
    account({
      role: 'fineGrained',
      displayName: 'Stand-in, may call models',
      scoped: [{ entity: user, permissions: ['inference.serverless.write'] }],
    }),
  ],
  [
    STANDIN_GLOBAL_TOKEN,
    account({
      role: 'fineGrained',
      displayName: 'Stand-in, may call models everywhere',
      global: ['inference.serverless.write'],
      mayReadGatedModels: true,
    }),
  ],
  [
    STANDIN_ORGANISATION_TOKEN,
    account({
      role: 'fineGrained',
      displayName: 'Stand-in, for the school',
      scoped: [{ entity: organisation, permissions: ['inference.serverless.write'] }],
    }),
  ],
  [
    STANDIN_NO_PERMISSION_TOKEN,
    account({
      role: 'fineGrained',
      displayName: 'Stand-in, may not call models',
      global: ['discussion.write'],
      scoped: [{ entity: user, permissions: ['repo.content.read'] }],
      mayCallModels: false,
    }),
  ],
  [STANDIN_NO_CREDIT_TOKEN, account({ role: 'write', displayName: 'Stand-in, no credit', hasCredit: false })],
]);
