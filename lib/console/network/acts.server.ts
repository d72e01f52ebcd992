/** What an operator can do to one project of Ory Network. */

import { z } from "zod";
import { read, readList, readString } from "@/lib/json";
import { OryError } from "@/lib/ory/error";
import { ActRefused, type ActResult, type AnyAct, defineAct } from "../act/act-definition";
import { atMost } from "../forms/at-most";
import { reason } from "../forms/reason";
import { toSeen } from "../forms/seen";
import { nameSchema } from "../ory/ids.server";
import {
  createApiKey,
  deleteApiKey,
  patchProject,
  purgeProject,
  removeMember,
  setProject,
} from "./network.server";
import { patchField, projectField } from "./project-fields";
import type { ApiKeyView, MemberView, ProjectView } from "./view";

interface Known {
  members: readonly MemberView[];
  keys: readonly ApiKeyView[];
  /** All of it, without secrets: its revision tells a change of those. */
  json: unknown;
}

/** @param project as it was just read */
export function toProjectActs(project: ProjectView, { members, keys, json }: Known): AnyAct[] {
  return [
    ...toSettingsActs(project, toSeen(json)),
    toRemoveMemberAct(project, members),
    toCreateKeyAct(project),
    toDeleteKeyAct(project, keys),
  ];
}

/** @param now what stands in a form that is drawn now */
function toSettingsActs(project: ProjectView, now: string): AnyAct[] {
  const { id, name, slug } = project;
  const requireSame = (seen: string) => {
    if (seen !== now) throw new ActRefused(CHANGED, {}, 409);
  };
  const subject = { kind: "project", id };
  const readBefore = async () => project;
  return [
    defineAct({
      operation: "project.patch",
      subject,
      summary: `Change the project ${name}.`,
      fields: z.object({ patch: patchField, seen: z.string(), reason }),
      readBefore,
      async run(operator, { patch, seen }) {
        requireSame(seen);
        return toSaved(project, await patchProject(operator, id, patch));
      },
    }),
    defineAct({
      operation: "project.replace",
      subject,
      summary: `Replace all settings of the project ${name}.`,
      fields: z.object({ project: projectField, seen: z.string(), reason }),
      typed: slug,
      readBefore,
      async run(operator, fields) {
        requireSame(fields.seen);
        return toSaved(project, await setProject(operator, id, fields.project));
      },
    }),
    defineAct({
      operation: "project.purge",
      subject,
      summary: `Purge the project ${name}, with every account in it.`,
      fields: z.object({ reason }),
      typed: slug,
      readBefore,
      async run(operator) {
        await purgeProject(operator, id);
        return { after: { purged: slug }, next: "/network" };
      },
    }),
  ];
}

const CHANGED =
  "Somebody changed this project while you were writing. Nothing was saved: what they changed stands above, what you typed is kept below. Bring their change into it, then save once more.";

function toRemoveMemberAct({ id, name }: ProjectView, members: readonly MemberView[]): AnyAct {
  return defineAct({
    operation: "project.remove-member",
    subject: { kind: "project", id },
    summary: `Take somebody out of the project ${name}.`,
    fields: z.object({ member: nameSchema, reason }),
    async run(operator, { member }) {
      const known = members.find((one) => one.id === member);
      if (!known) throw new ActRefused("They are no member any more.", {}, 409);
      await removeMember(operator, id, member);
      return { after: { removed: known.email }, next: `/network/${id}` };
    },
  });
}

function toCreateKeyAct({ id, name: project }: ProjectView): AnyAct {
  return defineAct({
    operation: "project-key.create",
    subject: { kind: "project", id },
    summary: `Make an API key of the project ${project}.`,
    fields: z.object({
      name: z
        .string()
        .trim()
        .min(1, "What is it for?")
        .max(...atMost(100)),
      reason,
    }),
    async run(operator, { name }) {
      const made = await createApiKey(operator, id, name);
      const value = readString(made, "value");
      if (!value)
        throw new OryError({ upstream: "network", kind: "malformed", operation: "createProjectApiKey" });
      return {
        after: { id: readString(made, "id"), name },
        receipt: {
          title: `API key ${name}`,
          lead: "Whoever has it may do everything in this project.",
          secrets: [{ label: "API key", value }],
          links: [{ path: `/network/${id}`, label: "Back to the project" }],
        },
      };
    },
  });
}

function toDeleteKeyAct({ id, name }: ProjectView, keys: readonly ApiKeyView[]): AnyAct {
  return defineAct({
    operation: "project-key.delete",
    subject: { kind: "project", id },
    summary: `Delete an API key of the project ${name}.`,
    fields: z.object({ key: nameSchema, reason }),
    typed: "delete",
    async run(operator, { key }) {
      const known = keys.find((one) => one.id === key);
      if (!known) throw new ActRefused("There is no such key any more.", {}, 409);
      await deleteApiKey(operator, id, key);
      return { after: { deleted: known.name }, next: `/network/${id}` };
    },
  });
}

/** What Ory Network warns of is said before anything else. */
function toSaved({ id, name }: ProjectView, saved: unknown): ActResult {
  const after = { revision: readString(read(saved, "project"), "revision_id") };
  const warnings = readList(saved, "warnings").flatMap((warning) => readString(warning, "message") ?? []);
  if (warnings.length === 0) return { after, next: `/network/${id}` };
  return {
    after: { ...after, warnings },
    receipt: {
      title: `${name} is saved, with warnings`,
      facts: warnings.map((value, index) => ({ label: `Warning ${index + 1}`, value })),
      links: [{ path: `/network/${id}`, label: "Back to the project" }],
    },
  };
}
