/** What an operator can do to a key set. */

import { randomUUID } from "node:crypto";
import { z } from "zod";
import { ActRefused, type ActResult, type AnyAct, defineAct } from "../act/act-definition";
import type { Receipt } from "../act/receipt";
import { reason } from "../forms/reason";
import { nameSchema } from "../ory/ids.server";
import { toSegment } from "../request/segment";
import { ALGORITHMS } from "./algorithms";
import { createKey, deleteKey, deleteKeySet, getKeys, setKey, setKeySet } from "./keys.server";
import { jwkField, jwksField } from "./private-jwk.server";
import { toKeysChange, toKeysSeen } from "./seen";
import { findSigning, isSigning, type KeyView } from "./view";

/** @param keys as they were just read; none where there is no such set yet */
export function toKeyActs(set: string, keys: readonly KeyView[]): AnyAct[] {
  const subject = { kind: "key-set", id: set };
  const next = `/keys/${toSegment(set)}`;
  const readBefore = async () => toNames(keys);
  return [
    defineAct({
      operation: "key.create",
      subject,
      summary: `Make a key in ${set}, which signs from then on.`,
      fields: z.object({ alg: z.enum(ALGORITHMS.map(({ value }) => value)), reason }),
      readBefore,
      async run(operator, { alg }) {
        const made = await createKey(operator, set, { kid: randomUUID(), alg, use: "sig" });
        return { after: { made: made.map(({ kid }) => `${kid} ${alg}`) }, next };
      },
    }),
    toImportAct(set, keys),
    toReplaceAct(set, keys),
    defineAct({
      operation: "key.delete",
      subject,
      summary: `Delete a key of ${set}.`,
      fields: z.object({ kid: nameSchema, reason }),
      typed: "delete",
      readBefore,
      async run(operator, { kid }) {
        const key = keys.find((known) => known.kid === kid);
        if (!key) throw new ActRefused("There is no such key any more.", {}, 409);
        if (isSigning(keys, key))
          throw new ActRefused("Nothing was deleted.", {
            kid: "This key signs. Make a new one first, and wait until nothing is in use that this one signed.",
          });
        await deleteKey(operator, set, kid);
        return { after: { deleted: kid }, next };
      },
    }),
    defineAct({
      operation: "key-set.delete",
      subject,
      summary: `Delete the key set ${set}.`,
      fields: z.object({ reason }),
      typed: set,
      readBefore,
      async run(operator) {
        await deleteKeySet(operator, set);
        return { after: { keys: [] }, next: "/keys" };
      },
    }),
  ];
}

function toNames(keys: readonly KeyView[]) {
  return { keys: keys.map(({ kid, alg }) => `${kid} ${alg}`) };
}

function toImportAct(set: string, keys: readonly KeyView[]): AnyAct {
  return defineAct({
    operation: "key.import",
    subject: { kind: "key-set", id: set },
    summary: `Bring a key of your own into ${set}, which signs from then on.`,
    fields: z.object({ jwk: jwkField, reason }),
    readBefore: async () => toNames(keys),
    async run(operator, { jwk }) {
      if (keys.some(({ kid }) => kid === jwk.kid))
        throw new ActRefused(
          "Nothing was saved.",
          { jwk: "There is a key of this id already: what it signed would be refused. Give yours another." },
          409,
        );
      const [made] = await setKey(operator, set, jwk);
      return { after: { made: `${made?.kid} ${made?.alg}` }, next: `/keys/${toSegment(set)}` };
    },
  });
}

function toReplaceAct(set: string, keys: readonly KeyView[]): AnyAct {
  return defineAct({
    operation: "key-set.replace",
    subject: { kind: "key-set", id: set },
    summary: `Replace every key of ${set}; the first of the copy signs from then on.`,
    fields: z.object({ jwks: jwksField, seen: z.string(), reason }),
    typed: set,
    readBefore: async () => toNames(keys),
    async run(operator, { jwks, seen }): Promise<ActResult> {
      if (seen !== toKeysSeen(keys)) throw new ActRefused(toKeysChange(seen, keys), {}, 409);
      await setKeySet(operator, set, jwks);
      const now = await getKeys(operator, set).catch(() => undefined);
      const wanted = jwks.keys?.[0]?.kid ?? "";
      const signing = now && (findSigning(now)?.kid ?? "none");
      const after = now ? toNames(now) : { keys: jwks.keys?.map(({ kid }) => kid) };
      if (signing === wanted) return { after, next: `/keys/${toSegment(set)}` };
      return { after, receipt: toWarning(set, wanted, signing) };
    },
  });
}

/** @param signing undefined where the set could not be read again */
function toWarning(set: string, wanted: string, signing: string | undefined): Receipt {
  return {
    title: `${set} was replaced: look at which key signs`,
    lead: signing
      ? "Hydra signs with another key than the first of the copy. Make a new key if it must not."
      : "Hydra has taken the set and did not say which key signs now.",
    facts: [
      { label: "First of the copy", value: wanted },
      { label: "Signs now", value: signing ?? "not known" },
    ],
    links: [{ path: `/keys/${toSegment(set)}`, label: "Look at the set" }],
  };
}
