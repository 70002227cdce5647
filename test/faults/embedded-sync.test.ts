import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { connect } from '@steward/server/test/platform/database/connection.ts';
import { expect, it, onTestFinished } from 'vitest';
import { freshDirectory } from './support/temporary.ts';

it('every commit of the embedded database is on the disk before it is acknowledged', async () => {
  const connection = await connect({ kind: 'embedded', directory: freshDirectory() });
  onTestFinished(() => connection.close());
  expect(await connection.query('SHOW fsync')).toEqual([{ fsync: 'on' }]);
  await connection.query('CREATE TABLE note (id integer)');

  const real = fs.fsyncSync;
  let synced = 0;
  fs.fsyncSync = (descriptor) => {
    synced++;
    real(descriptor);
  };
  syncBuiltinESMExports();
  onTestFinished(() => {
    fs.fsyncSync = real;
    syncBuiltinESMExports();
  });
  for (let n = 1; n <= 5; n++) {
    await connection.query('INSERT INTO note VALUES ($1)', [n]);
    expect(synced).toBeGreaterThanOrEqual(n);
  }
});
