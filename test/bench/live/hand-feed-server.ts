// The peer written by hand: node:http and pg, one look at the same table each half second, each event to everybody.
import { createServer, type ServerResponse } from 'node:http';
import pg from 'pg';

const [url] = process.argv.slice(2);
const pool = new pg.Pool({ connectionString: url, max: 2 });
const readers = new Set<ServerResponse>();
let last = 0n;

const look = async () => {
  const { rows } = await pool.query<{ id: string; key: string; revision: number }>({
    name: 'look',
    text: 'SELECT id::text, key, revision FROM "OutboxEvent" WHERE id > $1 ORDER BY id',
    values: [String(last)],
  });
  for (const { id, ...event } of rows) {
    last = BigInt(id);
    for (const reader of readers) reader.write(`event: next\ndata: ${JSON.stringify(event)}\n\n`);
  }
};
const { rows } = await pool.query<{ id: string }>(
  'SELECT coalesce(max(id), 0)::text AS id FROM "OutboxEvent"',
);
last = BigInt(rows[0]!.id);
setInterval(() => void look(), 500);

const server = createServer((_request, response) => {
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  response.write(':\n\n');
  readers.add(response);
  response.on('close', () => readers.delete(response));
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address() as { port: number };
  console.log(`ready http://127.0.0.1:${address.port}`);
});
process.on('SIGTERM', () => process.exit(0));
