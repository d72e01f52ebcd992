/** What can be done by an app's own registration: register, look, replace, delete. Its token is drawn on no page again. */

import { z } from "zod";
import { writeExactly } from "@/lib/exact-number";
import { type Json, readString, toRecord } from "@/lib/json";
import { ActRefused, type AnyAct, defineAct } from "../act/act-definition";
import { requireAuthMethod, requireNotOwn } from "../clients/save.server";
import { findUnsafe } from "../clients/unsafe";
import { toClientDetails } from "../clients/view";
import { atMost, JSON_LIMIT } from "../forms/at-most";
import { reason } from "../forms/reason";
import { nameSchema } from "../ory/ids.server";
import { parseObject, toNoObjectProblem } from "../patch/members-patch";
import { toSegment } from "../request/segment";
import { deleteRegistration, getRegistration, register, setRegistration } from "./registration.server";

/** RFC 6750 §2.1: what a bearer token is made of, so that it is one header. */
const BEARER = /^[\w.~+/-]+=*$/;

const client_id = z.string().trim().pipe(nameSchema);
const json = z.string().max(...atMost(JSON_LIMIT));
const registration_access_token = z
  .string()
  .trim()
  .max(...atMost(4000))
  .regex(BEARER, "is no such token");

const OWN = { client_id, registration_access_token };

export const REGISTRATION_FIELDS = {
  create: ["json", "reason"],
  read: ["client_id", "registration_access_token"],
  update: ["client_id", "registration_access_token", "json", "reason"],
  delete: ["client_id", "registration_access_token", "reason", "confirm"],
} as const;

/** Where no app is known yet. */
const SUBJECT = { kind: "registration", id: "dynamic" };

/** The app itself: who looks for what was done to it finds this too. */
const toSubject = (fields: { client_id: string }) => ({ kind: "client", id: fields.client_id });

const BACK = { path: "/registration", label: "Registration" };

export function toRegistrationActs(): AnyAct[] {
  return [toRegisterAct(), toLookAct(), toUpdateAct(), toDeleteAct()];
}

function toRegisterAct(): AnyAct {
  return defineAct({
    operation: "registration.create",
    subject: SUBJECT,
    summary: "Register an app, as it would by itself.",
    fields: z.object({ json, reason }),
    async run(operator, fields) {
      const wanted = readClient(fields.json);
      const registered = await register(operator, wanted);
      const { id, raw } = toClientDetails(registered);
      const made = { kind: "client", id };
      return { after: raw, made, receipt: toReceipt("is registered", registered) };
    },
  });
}

function toLookAct(): AnyAct {
  return defineAct({
    operation: "registration.read",
    subject: SUBJECT,
    toSubject,
    summary: "Look at an app's registration.",
    fields: z.object(OWN),
    async run(operator, fields) {
      const found = await getRegistration(operator, toRegistration(fields));
      const { id, name, raw } = toClientDetails(found);
      const facts = Object.entries(raw).map(([label, value]) => ({
        label,
        value: typeof value === "string" ? value : writeExactly(value),
      }));
      const links = [{ path: `/clients/${toSegment(id)}`, label: "Its page" }, BACK];
      return { after: { client_id: id }, receipt: { title: `Registration of ${name}`, facts, links } };
    },
  });
}

function toUpdateAct(): AnyAct {
  return defineAct({
    operation: "registration.update",
    subject: SUBJECT,
    toSubject,
    summary: "Replace an app's registration.",
    fields: z.object({ ...OWN, json, reason }),
    async run(operator, fields) {
      const own = toRegistration(fields);
      requireNotOwn(own);
      const before = toRecord(await getRegistration(operator, own));
      const wanted = readClient(fields.json, before);
      requireAuthMethod(wanted);
      const made = await setRegistration(operator, own, { ...wanted, client_id: own.id });
      return { after: toClientDetails(made).raw, receipt: toReceipt("is replaced", made) };
    },
  });
}

function toDeleteAct(): AnyAct {
  return defineAct({
    operation: "registration.delete",
    subject: SUBJECT,
    toSubject,
    summary: "Delete an app by its registration.",
    fields: z.object({ ...OWN, reason }),
    typed: "delete",
    async run(operator, fields) {
      const own = toRegistration(fields);
      requireNotOwn(own);
      await deleteRegistration(operator, own);
      return { after: { deleted: fields.client_id }, next: "/registration" };
    },
  });
}

function toRegistration(fields: { client_id: string; registration_access_token: string }) {
  return { id: fields.client_id, token: fields.registration_access_token };
}

/** @throws ActRefused for what is no client, or not safe */
function readClient(text: string, before: Json = {}): Json {
  const client = parseObject(text);
  const refuse = (problem: string) => new ActRefused("Nothing was written.", { json: problem });
  if (!client) throw refuse(toNoObjectProblem(text));
  const unsafe = Object.values(findUnsafe(client, before));
  if (unsafe.length > 0) throw refuse(unsafe.join(" "));
  return client;
}

/** The app's secret and its token are given out by Hydra once, and shown once. */
function toReceipt(what: string, made: unknown) {
  const { id, name } = toClientDetails(made);
  const secrets = [
    { label: "Client secret", value: readString(made, "client_secret") },
    { label: "Registration access token", value: readString(made, "registration_access_token") },
  ].flatMap(({ label, value }) => (value ? [{ label, value }] : []));
  const uri = readString(made, "registration_client_uri");
  return {
    title: `${name} ${what}`,
    lead: "The registration access token is what changes this registration from now on. An edit on the app's page ends it.",
    facts: [
      { label: "Client id", value: id, isToCopy: true },
      ...(uri ? [{ label: "Registration address", value: uri, isToCopy: true }] : []),
    ],
    secrets,
    links: [{ path: `/clients/${toSegment(id)}`, label: "Its page" }, BACK],
  };
}
