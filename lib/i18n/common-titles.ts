/** Titles that most identity schemas give their traits: said in each language, where the operator says nothing else. */

import type { Catalogue } from "./catalogue";
import type { TextKey } from "./keys";

/** Kratos names an address and a number itself. */
const EMAIL = "1070007";
const PHONE = "1070017";

const BY_KRATOS = new Map(
  Object.entries({
    email: EMAIL,
    "e-mail": EMAIL,
    "email address": EMAIL,
    "e-mail address": EMAIL,
    phone: PHONE,
    "phone number": PHONE,
    telephone: PHONE,
    "telephone number": PHONE,
  }),
);

const BY_KEY = new Map(
  Object.entries({
    "first name": "trait.firstName",
    "given name": "trait.firstName",
    "last name": "trait.lastName",
    "family name": "trait.lastName",
    surname: "trait.lastName",
    username: "trait.username",
    "user name": "trait.username",
  } satisfies Record<string, TextKey>),
);

/** The title in the catalogue's language; undefined for every other title. */
export function findCommonTitle({ ui, kratos }: Catalogue, title: string): string | undefined {
  const name = title.trim().toLowerCase();
  const id = BY_KRATOS.get(name);
  const key = BY_KEY.get(name);
  return (id && kratos[id]) || (key && ui[key]) || undefined;
}
