/** An identity schema with what the demo's lacks: lists, groups, terms with a link, keywords of every kind. */

const address = {
  type: "string",
  format: "email",
  title: "Address",
  maxLength: 320,
  "ory.sh/kratos": {
    credentials: { password: { identifier: true }, code: { identifier: true, via: "email" } },
    verification: { via: "email" },
    recovery: { via: "email" },
  },
};

const traits = {
  emails: {
    type: "array",
    title: "Addresses",
    description: "The first one is where we write to.",
    minItems: 1,
    maxItems: 4,
    items: { $ref: "#/definitions/address" },
  },
  name: {
    type: "object",
    title: "Your name",
    properties: {
      first: { type: "string", title: "First name", minLength: 1, maxLength: 100 },
      last: { type: "string", title: "Last name", maxLength: 100 },
    },
    required: ["first"],
  },
  team: {
    type: "object",
    title: "Your team",
    description: "Who you work with.",
    properties: {
      code: { type: "string", title: "Team code", pattern: "[0-9]{2}", examples: ["ACME-12", "DOCK-07"] },
      place: {
        type: "object",
        title: "Where it sits",
        properties: {
          city: { type: "string", title: "City" },
          floor: { type: "integer", title: "Floor", minimum: 0, maximum: 60 },
        },
      },
    },
  },
  languages: {
    type: "array",
    title: "Languages you speak",
    items: {
      type: "string",
      oneOf: [
        { const: "de", title: "German" },
        { const: "en", title: "English" },
        { const: "fr", title: "French" },
      ],
    },
  },
  plan: {
    type: "string",
    title: "Plan",
    default: "small",
    oneOf: [
      { const: "small", title: "For one" },
      { const: "team", title: "For a team" },
    ],
  },
  about: {
    type: "string",
    title: "About you",
    contentMediaType: "text/plain",
    // Kratos v1.3.1 names a passkey by a trait of the top with a title; with none it answers no registration at all.
    "ory.sh/kratos": { credentials: { passkey: { display_name: true } } },
  },
  member_number: { type: "string", title: "Member number", readOnly: true },
  contacts: {
    type: "array",
    title: "Emergency contacts",
    items: { type: "object", properties: { name: { type: "string" }, phone: { type: "string" } } },
  },
  newsletter: { type: "boolean", title: "Send me news", default: true },
  terms: { type: "boolean", title: "I agree to the {terms} and have read the {privacy}", const: true },
};

export const IDENTITY_WITH_LISTS = {
  $id: "https://foyer.example/schemas/person-with-lists.schema.json",
  $schema: "http://json-schema.org/draft-07/schema#",
  title: "Person with lists",
  type: "object",
  definitions: { address },
  properties: {
    traits: { type: "object", properties: traits, required: ["emails", "name", "terms"] },
  },
};

/** Where the terms and the policy are in tests. */
export const OWN_PAGES = {
  FOYER_TERMS_URL: "https://foyer.example/terms",
  FOYER_PRIVACY_URL: "https://foyer.example/privacy",
  FOYER_HELP_URL: "mailto:help@foyer.example",
};
