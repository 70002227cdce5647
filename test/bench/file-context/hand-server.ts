// The peer written by hand: node:http and pg, one prepared statement a question. Run with the address of the database.
import { createServer } from 'node:http';
import pg from 'pg';
import { handStatements } from '../questions/hand-statements.ts';

const [url] = process.argv.slice(2);
const pool = new pg.Pool({ connectionString: url, max: 12 });

const server = createServer((request, response) => {
  const pieces: Buffer[] = [];
  request.on('data', (piece: Buffer) => pieces.push(piece));
  request.on('end', () => {
    const { question, input } = JSON.parse(Buffer.concat(pieces).toString('utf8'));
    const { text, values } = handStatements[question]!;
    pool.query<{ answer: string }>({ name: question, text, values: values(input as never) }).then(
      ({ rows: [row] }) => {
        response.writeHead(200, {
          'content-type': 'application/json; charset=utf-8',
          'content-length': Buffer.byteLength(row!.answer),
        });
        response.end(row!.answer);
      },
      (error: Error) => response.writeHead(500).end(error.message),
    );
  });
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address() as { port: number };
  console.log(`ready http://127.0.0.1:${address.port}`);
});
process.on('SIGTERM', () => process.exit(0));
