/** The brand file as an operator writes it (docs/customising.md): names, colours and paths, never markup or CSS. */

import { z } from "zod";
import { isRecord, read } from "@/lib/json";
import { isHex } from "./colour";
import { COLOUR_NAMES } from "./palette";

const line = (longest: number) =>
  z
    .string()
    .min(1, "is empty")
    .max(longest, `has more than ${longest} characters`)
    .refine((text) => !/\p{Cc}/u.test(text), "holds a control character");

const colour = z
  .string()
  .refine(isHex, "must be a colour such as #0f5645")
  .transform((text) => {
    const lower = text.toLowerCase();
    return isHex(lower) ? lower : "#000000";
  });

const colours = z.strictObject(
  Object.fromEntries(COLOUR_NAMES.map((name) => [name, colour.optional()])) as Record<
    (typeof COLOUR_NAMES)[number],
    z.ZodOptional<typeof colour>
  >,
);

const FILE_NAME = /^[\w-][\w.-]{0,99}$/;
/** A file beside the brand file, by its name. */
const file = z.string().regex(FILE_NAME, "must be the name of a file beside the brand file");

const isOwnPath = (text: string) => /^\/(?![/\\])[^\s\\]*$/.test(text);
const isHttps = (text: string) => URL.canParse(text) && new URL(text).protocol === "https:";
const page = z
  .string()
  .max(2000)
  .refine(
    (text) => isOwnPath(text) || isHttps(text),
    "must be an https address or a path such as /terms.html",
  );
const help = z
  .string()
  .max(2000)
  .refine(
    (text) => isOwnPath(text) || isHttps(text) || /^mailto:[^\s@]+@[^\s@]+$/.test(text),
    "must be an https address, a path such as /help.html, or mailto:",
  );

const linksSchema = z.strictObject({
  terms: page.optional(),
  privacy: page.optional(),
  help: help.optional(),
  /** Named by the operator, in each language: what the law calls it differs. */
  imprint: z
    .strictObject({
      href: page,
      title: z.record(z.string(), line(60)).refine((by) => Object.keys(by).length > 0, "names no language"),
    })
    .optional(),
});

const MAX_LIST = 200;

/** Whose pages have this brand. */
const audienceSchema = z.strictObject({
  hosts: z
    .array(z.string().regex(/^[a-z0-9.-]+(:\d+)?$/, "must be a host such as id.bank.example"))
    .max(MAX_LIST)
    .default([]),
  organizations: z.array(z.uuid("must be an organization's id")).max(MAX_LIST).default([]),
  clients: z.array(line(200)).max(MAX_LIST).default([]),
  namedByClients: z.boolean().default(false),
});

export const brandSchema = z.strictObject({
  name: line(60).optional(),
  logos: z
    .strictObject({
      light: file.optional(),
      dark: file.optional(),
      favicon: file.optional(),
      touchIcon: file.optional(),
    })
    .default({}),
  /** In rem; a logo is two rem high, and as wide as this lets it be. */
  logoWidth: z.number().min(0).max(16).optional(),
  /** The logo says the name: it is not written beside it again. */
  logoSaysName: z.boolean().default(false),
  scheme: z.enum(["auto", "light", "dark"]).default("auto"),
  colours: z
    .strictObject({ light: colours.default({}), dark: colours.default({}) })
    .default({ light: {}, dark: {} }),
  font: z
    .strictObject({
      file,
      weight: z
        .string()
        .regex(/^\d{3}( \d{3})?$/, "must be a weight such as 400 or 100 900")
        .optional(),
    })
    .optional(),
  /** Of fields and buttons, in pixels; cards and the panel are rounder in proportion. */
  radius: z.number().min(0).max(24).optional(),
  layout: z.enum(["centred", "beside-picture"]).default("centred"),
  picture: z.strictObject({ light: file, dark: file.optional() }).optional(),
  links: linksSchema.default({}),
  /** A folder beside the brand file, as FOYER_TEXTS. */
  texts: z.string().regex(FILE_NAME, "must be the name of a folder beside the brand file").optional(),
  languages: z.array(z.string()).min(1, "names no language").max(100).optional(),
  for: audienceSchema.default({ hosts: [], organizations: [], clients: [], namedByClients: false }),
  /** Apps may set the accent, by `metadata.foyer.accent` of the client. */
  clientColours: z.boolean().default(false),
});

export type BrandFile = z.output<typeof brandSchema>;

/** What a client may say of the pages on its way, in its `metadata`; whatever else it holds is left alone. */
const clientBrandSchema = z.object({
  foyer: z.object({
    brand: z.string().max(100).optional().catch(undefined),
    accent: colour.optional().catch(undefined),
    accentDark: colour.optional().catch(undefined),
  }),
});

type ClientBrand = z.output<typeof clientBrandSchema>;

/** What of a client's `metadata` counts; undefined where there is nothing. */
export function toClientBrand(metadata: unknown): ClientBrand | undefined {
  // Of most pages no app is known, and of most apps nothing is said: to have that refused costs more than to see it.
  return isRecord(read(metadata, "foyer")) ? clientBrandSchema.safeParse(metadata).data : undefined;
}

/** One line a problem, each with the path of the wrong value. */
export function toSchemaProblems(error: z.ZodError): string[] {
  return error.issues.map((issue) => {
    const at = issue.path.join(".");
    if (issue.code === "unrecognized_keys") {
      return `${[at, issue.keys.join(", ")].filter(Boolean).join(".")}: is no part of a brand file`;
    }
    return `${at || "the file"}: ${issue.message}`;
  });
}
