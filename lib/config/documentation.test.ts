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

function toDocument(): string {
  const rows = Object.entries(environmentSchema.shape).map(([name, type]) => {
    return `| \`${name}\` | ${toDefault(type)} | ${(type.description ?? "").replaceAll("|", "\\|")} |`;
  });
  return `# Configuration

Foyer reads these environment variables once, at start. One that is missing or unsafe ends the process with a
sentence that names it and the remedy. This page is written from \`lib/config/environment.ts\`.

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
