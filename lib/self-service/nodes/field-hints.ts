/** Tells browsers and password managers what a field is for, where Kratos does not say. */

import type { FieldNode, FieldType } from "@/lib/self-service/node-kinds";

/** Last segments of trait names → autofill tokens. @see https://html.spec.whatwg.org/#autofill */
const TRAIT_TOKENS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    email: ["email", "mail", "emailaddress"],
    tel: ["phone", "tel", "mobile", "phonenumber", "telephone"],
    username: ["username", "login", "handle"],
    nickname: ["nickname", "nick", "displayname"],
    name: ["name", "fullname"],
    "given-name": ["first", "firstname", "givenname", "given", "forename"],
    "additional-name": ["middle", "middlename"],
    "family-name": ["last", "lastname", "familyname", "family", "surname"],
    "honorific-prefix": ["salutation", "honorific"],
    bday: ["birthday", "birthdate", "dateofbirth", "dob", "bday"],
    sex: ["gender", "sex"],
    url: ["website", "url", "homepage"],
    organization: ["company", "organization", "organisation"],
    "organization-title": ["jobtitle"],
    "street-address": ["street", "streetaddress", "address"],
    "address-line1": ["line1", "addressline1", "address1"],
    "address-line2": ["line2", "addressline2", "address2"],
    "postal-code": ["zip", "zipcode", "postalcode", "postcode"],
    "address-level2": ["city", "town", "locality"],
    "address-level1": ["state", "province", "region"],
    "country-name": ["country"],
    country: ["countrycode"],
    language: ["language", "locale", "lang"],
  }).flatMap(([token, names]) => names.map((name): [string, string] => [name, token])),
);

/** What is filled in of these is somebody else's: browsers would type the person's own. */
const OTHERS =
  /^(?:manager|supervisor|boss|assistant|emergency|kin|spouse|partner|parent|guardian|mother|father|child|sponsor|referrer|beneficiary)s?$/;

/** What has a name that is nobody's. */
const ORGANIZATIONS: ReadonlySet<string> = new Set(["organization", "organisation", "company", "employer"]);

/** Autofill token of a trait by its name, `traits.name.first` → `given-name`. */
export function toAutocomplete(name: string): string | undefined {
  if (!name.startsWith("traits.")) return undefined;
  const path = name.split(".").map((segment) => segment.toLowerCase().replaceAll(/[^a-z0-9]/g, ""));
  const token = TRAIT_TOKENS.get(path.at(-1) ?? "");
  return token === "name" && ORGANIZATIONS.has(path.at(-2) ?? "") ? "organization" : token;
}

/** Whether a trait is about somebody else by its name, `traits.job.manager.email` or `traits.managerEmail`. */
export function isOfSomebodyElse(name: string): boolean {
  if (!name.startsWith("traits.")) return false;
  const words = name.replaceAll(/([a-z0-9])([A-Z])/g, "$1 $2").split(/[^A-Za-z0-9]+/);
  return words.some((word) => OTHERS.test(word.toLowerCase()));
}

/** Autofill token of what its schema alone tells: the items of a list of addresses. */
export function toFormatToken(format: string | undefined): string | undefined {
  switch (format) {
    case "email":
    case "tel":
      return format;
    case "uri":
      return "url";
    default:
      return undefined;
  }
}

const KEYBOARDS: Partial<Record<FieldType, FieldNode["inputmode"]>> = {
  email: "email",
  tel: "tel",
  url: "url",
  number: "decimal",
};

/** On-screen keyboard for a field type. */
export function toKeyboard(type: FieldType, isInteger: boolean): FieldNode["inputmode"] {
  return type === "number" && isInteger ? "numeric" : KEYBOARDS[type];
}

/** The pattern if a browser can compile it; browsers use the `v` flag and ignore what does not compile. */
export function toPattern(pattern: string | undefined): string | undefined {
  if (!pattern) return undefined;
  try {
    new RegExp(`^(?:${pattern})$`, "v");
    return pattern;
  } catch {
    return undefined;
  }
}

/** Go's character classes, and what browsers read as operations on sets: both compile, and mean something else. */
const OTHER_DIALECT = /\[\[:|&&|--|~~/;

/**
 * A schema's pattern as browsers want it: theirs must match the whole value, the schema's any part of it. What they would
 * read differently than Kratos is left to Kratos.
 */
export function toSearchPattern(pattern: string | undefined): string | undefined {
  if (!pattern || OTHER_DIALECT.test(pattern)) return undefined;
  const isWhole = /^\^[^|]*[^\\|]\$$/.test(pattern);
  return toPattern(isWhole ? pattern : `[^]*(?:${pattern})[^]*`);
}

/** A label for a field that Kratos sends without: `traits.favouriteColour` → "Favourite colour". */
export function toFallbackLabel(name: string): string {
  const last = name.split(".").at(-1) ?? name;
  const words = last
    .replaceAll(/[_-]+/g, " ")
    .replaceAll(
      /([a-z0-9])([A-Z])/g,
      (_, before: string, after: string) => `${before} ${after.toLowerCase()}`,
    )
    .trim();
  return words === "" ? name : words.charAt(0).toUpperCase() + words.slice(1);
}
