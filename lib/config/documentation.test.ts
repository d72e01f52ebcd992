import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { z } from "zod";
import { environmentSchema } from "./environment";

/** `docs/configuration.md` is written from the schema: `npx vitest run lib/config/documentation -u`. */
it("docs/configuration.md names every variable, its default and its meaning", async () => {
  await expect(toDocument()).toMatchFileSnapshot("../../docs/configuration.md");
});

it("every variable says what it is for", () => {
  for (const [name, type] of Object.entries(environmentSchema.shape)) {
    expect(type.description, name).toMatch(/\.$/);
  }
});

const readDocument = (name: string) =>
  readFileSync(new URL(`../../docs/${name}.md`, import.meta.url), "utf8");

it("the limits and the waits that documents name are the defaults", () => {
  const defaults: Readonly<Record<string, unknown>> = environmentSchema
    .partial()
    .parse({ COOKIE_SECRET: "" });
  const toLimit = (name: string) => {
    const { [`${name}_POSTS`]: posts = defaults[name], [`${name}_SECONDS`]: seconds } = defaults;
    return `${Number(posts).toLocaleString("en")} in ${toDuration(Number(seconds))}`;
  };
  const table = readDocument("operations").split("## Limits on form posts")[1]?.split("\n\n")[1] ?? "";
  for (const counted of [
    "ADDRESS",
    "FLOW",
    "NETWORK",
    "SENDS",
    "RECIPIENT_SENDS",
    "GUESSES",
    "RECIPIENT_GUESSES",
  ])
    expect(table).toMatch(new RegExp(`[|;] ${toLimit(`FOYER_RATE_LIMIT_${counted}`)}`));
  const waits = ["flows", "operations"].flatMap((name) => [
    ...readDocument(name).matchAll(/(FOYER_\w+_MS) \((\d+) s\)/g),
  ]);
  expect(waits.map(([, name = "", seconds]) => [name, Number(seconds)])).toEqual(
    waits.map(([, name = ""]) => [name, Number(defaults[name]) / 1000]),
  );
  expect(waits.length).toBeGreaterThan(1);
});

function toDuration(seconds: number): string {
  if (seconds === 3600) return "an hour";
  return seconds > 3600 ? `${seconds / 3600} hours` : `${seconds / 60} minutes`;
}

function toDocument(): string {
  const rows = Object.entries(environmentSchema.shape).map(([name, type]) => {
    return `| \`${name}\` | ${toDefault(type)} | ${(type.description ?? "").replaceAll("|", "\\|")} |`;
  });
  return `# Configuration

Foyer reads these environment variables once, at start. One that is missing or unsafe ends the process with a
sentence that names it and the remedy. Space around a value does not count, and nothing is as no value. This page is written
from \`lib/config/environment.ts\`.

| variable | default | meaning |
| --- | --- | --- |
${rows.join("\n")}

\`PORT\` (3000) and \`HOST\` (0.0.0.0) say where the server listens; \`TLS_CERT_PATH\` and \`TLS_KEY_PATH\` name the
certificate (PEM) that it serves https with, where no proxy in front does. \`NODE_EXTRA_CA_CERTS\`, which is Node's own, names
authorities (PEM) besides the public ones: of a Kratos, Hydra, Redis or provider whose certificate is of an authority of yours.
`;
}

function toDefault(type: z.ZodType): string {
  const parsed = z.safeParse(type, undefined);
  if (!parsed.success) return "";
  const value = parsed.data;
  if (value === undefined || (Array.isArray(value) && value.length === 0)) return "";
  return `\`${String(value)}\``;
}
