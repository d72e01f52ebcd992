/** Makes a project at Ory Network. */

import { z } from "zod";
import { readString } from "@/lib/json";
import { type AnyAct, defineAct } from "../act/act-definition";
import { atMost } from "../forms/at-most";
import { reason } from "../forms/reason";
import { createProject } from "./network.server";
import { ENVIRONMENTS, REGIONS } from "./view";

export const PROJECT_FIELDS = ["name", "environment", "home_region", "reason"] as const;

export function toCreateProjectAct(): AnyAct {
  return defineAct({
    operation: "project.create",
    subject: { kind: "projects", id: "" },
    summary: "Make a project at Ory Network.",
    fields: z.object({
      name: z
        .string()
        .trim()
        .min(1, "A project needs a name.")
        .max(...atMost(100)),
      environment: z.enum(ENVIRONMENTS),
      home_region: z.enum(REGIONS),
      reason,
    }),
    async run(operator, { reason: _, ...project }) {
      const made = await createProject(operator, project);
      const id = readString(made, "id") ?? "";
      return { after: { id, ...project }, next: `/network/${id}` };
    },
  });
}
