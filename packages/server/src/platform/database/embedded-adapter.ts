import { messages, type PGlite, type Transaction as PGliteTransaction } from '@electric-sql/pglite';
import {
  DriverAdapterError,
  type IsolationLevel,
  type SqlDriverAdapter,
  type SqlMigrationAwareDriverAdapterFactory,
  type Transaction,
} from '@prisma/driver-adapter-utils';
import { PrismaPGlite } from 'pglite-prisma-adapter';

type Queryable = PGlite | PGliteTransaction;

/**
 * Prisma's way to the embedded database. Queries go through pglite-prisma-adapter; three of its methods are replaced,
 * because there a commit that fails reads as a commit that succeeded, a script that fails is an unhandled rejection,
 * and a requested isolation level is set outside the transaction.
 */
export function embeddedAdapter(database: PGlite): SqlMigrationAwareDriverAdapterFactory {
  return {
    provider: 'postgres',
    adapterName: 'steward-embedded',
    connect: () => adapterOver(database),
    connectToShadowDb: () => Promise.reject(new Error('the embedded database has no shadow database')),
  };
}

/** The same over one open transaction: what the migration engine does in it stands or falls with it. */
export async function adapterOver(queryable: Queryable): Promise<SqlDriverAdapter> {
  const queries = await queriesOf(queryable);
  return {
    ...queries,
    executeScript: async (script) => {
      await queryable.exec(script);
    },
    startTransaction: (isolation) => {
      if (!('transaction' in queryable)) return Promise.reject(new Error('a transaction is already open'));
      return startTransaction(queryable, isolation);
    },
    getConnectionInfo: () => ({ supportsRelationJoins: true }),
    dispose: () => Promise.resolve(),
  };
}

async function queriesOf(queryable: Queryable) {
  // The package declares that it wants a whole database and uses only `query` of it, which a transaction has too.
  const inner = await new PrismaPGlite(queryable as PGlite).connect();
  return {
    provider: 'postgres' as const,
    adapterName: 'steward-embedded',
    queryRaw: inner.queryRaw.bind(inner),
    executeRaw: inner.executeRaw.bind(inner),
  };
}

async function startTransaction(database: PGlite, isolation?: IsolationLevel): Promise<Transaction> {
  const opened = Promise.withResolvers<PGliteTransaction>();
  const end = Promise.withResolvers<void>();
  const finished = database.transaction(async (transaction) => {
    opened.resolve(transaction);
    await end.promise;
  });
  finished.catch(opened.reject);
  const transaction = await opened.promise;
  const finish = async () => {
    end.resolve();
    await finished.catch(rethrow);
  };
  const queries = await queriesOf(transaction);
  const savepoint = async (statement: string) => {
    await transaction.exec(statement);
  };
  if (isolation) await savepoint(`SET TRANSACTION ISOLATION LEVEL ${isolation}`);
  return {
    ...queries,
    options: { usePhantomQuery: true },
    commit: finish,
    rollback: async () => {
      if (!transaction.closed) await transaction.rollback();
      await finish();
    },
    createSavepoint: (name) => savepoint(`SAVEPOINT ${name}`),
    rollbackToSavepoint: (name) => savepoint(`ROLLBACK TO SAVEPOINT ${name}`),
    releaseSavepoint: (name) => savepoint(`RELEASE SAVEPOINT ${name}`),
  };
}

/** As Prisma's adapters report what they have no kind for. */
function rethrow(error: unknown): never {
  if (!(error instanceof messages.DatabaseError)) throw error;
  const { code = '', severity = '', message, detail, column, hint } = error;
  throw new DriverAdapterError({
    ...{ kind: 'postgres', code, severity, message, detail, column, hint },
    ...{ originalCode: code, originalMessage: message },
  });
}
