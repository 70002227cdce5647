// node scripts/public-portfolio.ts <facts.json>: the records that facts about public products come to, for `steward
// import`. docs/public-portfolio.md says what becomes of each fact; what no record holds is told on standard error.
import { readFileSync } from 'node:fs';
import { portfolioFactsSchema } from '../packages/domain/src/exchange/public-portfolio/facts.ts';
import { mapPortfolio } from '../packages/domain/src/exchange/public-portfolio/map-portfolio.ts';
import { headerLine, printLine } from '../packages/domain/src/exchange/records/record-line.ts';

const file = process.argv[2];
if (file === undefined) {
  console.error(
    'Name the file with the facts: node scripts/public-portfolio.ts facts.json > portfolio.jsonl',
  );
  process.exit(2);
}
const facts = portfolioFactsSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
const { lines, leftOut } = mapPortfolio(facts);
for (const line of [headerLine(), ...lines.map(printLine)]) console.log(line);
for (const { fact, why } of leftOut) console.error(`left out: ${fact}: ${why}`);
