/**
 * Ory Network's project API as its published OpenAPI document has it, by the types that `@ory/client-fetch` makes of it:
 * what is answered and what is accepted is held to those shapes. No real project is touched by a test.
 */

import { randomUUID } from "node:crypto";
import {
  type CreateProjectBody,
  instanceOfCreateProjectBody,
  instanceOfSetProject,
  type JsonPatch,
  type Project,
  type ProjectApiKey,
  type ProjectMember,
  type ProjectMetadata,
  type SetProject,
} from "@ory/client-fetch";
import { json, type StubUpstream, startStubUpstream } from "../stub-upstream";

export const NETWORK_TOKEN = "ory_wak_stub-workspace-token";
export const SMTP_PASSWORD = "never-to-be-seen";
const KEY_VALUE = "ory_apikey_stub-value-shown-once";

/** As it travels: dates are text. */
type Wire<T> = { [Name in keyof T]: T[Name] extends Date | undefined ? string : T[Name] };

interface State {
  projects: Map<string, Project>;
  members: Wire<ProjectMember>[];
  keys: Wire<ProjectApiKey>[];
}

export interface StubNetwork extends StubUpstream {
  state: State;
}

const NOW = "2026-11-28T09:00:00Z";

export function toProject(name: string): Project {
  return {
    id: randomUUID(),
    name,
    slug: `slug-${name.toLowerCase().replaceAll(/\W+/g, "-")}`,
    environment: "dev",
    home_region: "eu-central",
    revision_id: randomUUID(),
    state: "running",
    organizations: [],
    cors_admin: { enabled: false, origins: [] },
    cors_public: { enabled: false, origins: [] },
    services: {
      identity: {
        config: { courier: { smtp: { connection_uri: `smtps://mail:${SMTP_PASSWORD}@mail.example` } } },
      },
    },
  };
}

export async function startStubNetwork(): Promise<StubNetwork> {
  const state: State = { projects: new Map(), members: [], keys: [] };
  const stub = await startStubUpstream((request, response) => {
    const answer =
      request.headers.authorization === `Bearer ${NETWORK_TOKEN}` ? answerOf(state, request) : REFUSED;
    if (answer.status === 204) response.writeHead(204).end();
    else json(answer.status, answer.body)(request, response);
  });
  return Object.assign(stub, { state });
}

interface Asked {
  method: string;
  path: string;
  body: string;
}

interface Answered {
  status: number;
  body?: unknown;
}

const toError = (status: number, reason: string): Answered => ({
  status,
  body: { error: { code: status, message: "The request was refused", reason } },
});
const REFUSED = toError(401, "The bearer token is none of this workspace.");
const NO_CONTENT: Answered = { status: 204 };

function answerOf(state: State, { method, path, body }: Asked): Answered {
  const [, , id, part, partId] = path.split("/");
  if (!id) return method === "POST" ? create(state, JSON.parse(body)) : { status: 200, body: toList(state) };
  const project = state.projects.get(id);
  if (!project) return toError(404, "There is no such project.");
  if (part === "members") return answerMembers(state, method, partId);
  if (part === "tokens") return answerKeys(state, project, { method, body }, partId);
  return answerProject(state, project, { method, body });
}

function create({ projects }: State, body: CreateProjectBody): Answered {
  if (!instanceOfCreateProjectBody(body)) return toError(400, "This is no project.");
  if ([...projects.values()].some(({ name }) => name === body.name))
    return toError(409, "The name is taken.");
  const { name, environment, home_region = "eu-central" } = body;
  const project = { ...toProject(name), environment, home_region };
  projects.set(project.id, project);
  return { status: 201, body: project };
}

function toList({ projects }: State): Wire<ProjectMetadata>[] {
  return [...projects.values()].map(({ id, name, slug, environment, home_region, state }) => ({
    ...{ id, name, slug, environment, home_region, state },
    hosts: [],
    created_at: NOW,
    updated_at: NOW,
  }));
}

function answerProject(
  { projects }: State,
  project: Project,
  { method, body }: Pick<Asked, "method" | "body">,
): Answered {
  const toSaved = (changed: Project, warnings: { code: number; message: string }[] = []): Answered => {
    projects.set(project.id, { ...changed, revision_id: randomUUID() });
    return { status: 200, body: { project: projects.get(project.id), warnings } };
  };
  switch (method) {
    case "GET":
      return { status: 200, body: project };
    case "PATCH":
      return toSaved((JSON.parse(body) as JsonPatch[]).reduce(patch, project), [
        { code: 1, message: "This name is used by another project." },
      ]);
    case "PUT": {
      const wanted: SetProject = JSON.parse(body);
      return instanceOfSetProject(wanted)
        ? toSaved({ ...project, ...wanted })
        : toError(400, "This is no project.");
    }
    default:
      projects.delete(project.id);
      return NO_CONTENT;
  }
}

/** Members of the project alone: what the tests change. */
function patch(project: Project, { op, path, value }: JsonPatch): Project {
  if (op !== "replace" || !/^\/\w+$/.test(path)) throw new Error(`The stub does not know ${op} ${path}.`);
  return { ...project, [path.slice(1)]: value };
}

function answerMembers(state: State, method: string, id?: string): Answered {
  if (method === "GET") return { status: 200, body: state.members };
  state.members = state.members.filter((member) => member.id !== id);
  return NO_CONTENT;
}

function answerKeys(
  state: State,
  project: Project,
  { method, body }: Pick<Asked, "method" | "body">,
  id?: string,
): Answered {
  if (method === "GET") return { status: 200, body: state.keys.map(({ value: _, ...key }) => key) };
  if (method === "DELETE") {
    state.keys = state.keys.filter((key) => key.id !== id);
    return NO_CONTENT;
  }
  const key: Wire<ProjectApiKey> = {
    id: randomUUID(),
    name: JSON.parse(body).name,
    owner_id: randomUUID(),
    project_id: project.id,
    last_characters: KEY_VALUE.slice(-4),
    created_at: NOW,
    value: KEY_VALUE,
  };
  state.keys.push(key);
  return { status: 201, body: key };
}
