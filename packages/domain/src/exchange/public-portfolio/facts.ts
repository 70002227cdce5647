import * as z from 'zod';

const source = z.object({ repo: z.string(), path: z.string(), commit: z.string() });
const fact = <T>(value: z.ZodType<T>) => z.object({ value, source });
const text = fact(z.string());
const json = z.json();

/** Facts about one product. What is not named here is told as left out. */
export const productSchema = z.looseObject({
  id: z.string(),
  repository: z.string(),
  name: text,
  acronym: text.optional(),
  description: text.optional(),
  users: text.optional(),
  lifecycle: text.optional(),
  status: text.optional(),
  ministry: text.optional(),
  program_area: text.optional(),
  team: text.optional(),
  contact: text.optional(),
  licence: text.optional(),
  environments: z.array(fact(z.object({ name: z.string(), url: z.string() }))).optional(),
  production_api: text.optional(),
  api: text.optional(),
  status_page_domain: text.optional(),
  cluster: text.optional(),
  hosting: text.optional(),
  production_capacity: fact(z.record(z.string(), json)).optional(),
  code_areas: fact(z.record(z.string(), z.string())).optional(),
});

/** Facts about the products of a public body, each with the file it was read from. */
export const portfolioFactsSchema = z.looseObject({
  products: z.array(productSchema),
  platform_resources: z
    .array(fact(z.object({ name: z.string(), type: z.string(), owner: z.string() })))
    .optional(),
  dependencies: z.array(z.object({ from: z.string(), to: z.string(), what: text })).optional(),
  journey: z
    .object({
      name: z.string(),
      note: z.string(),
      steps: z.array(z.object({ step: z.string(), system: z.string(), evidence: text })),
    })
    .optional(),
});

export type PortfolioFacts = z.infer<typeof portfolioFactsSchema>;
export type ProductFacts = z.infer<typeof productSchema>;
export type Source = z.infer<typeof source>;
