/** Projects of Ory Network, their members and API keys, as the console reads and changes them. */

import type { CreateProjectBody, JsonPatch, SetProject } from "@ory/client-fetch";
import type { Operator } from "../operator/operator";
import { callAdmin, listAdmin, withJsonBody } from "../ory/admin.server";

/** All that the token may see: the API has no pages here. @throws OryError */
export async function listProjects(operator: Operator): Promise<unknown[]> {
  const { items } = await listAdmin(operator, "network", "listProjects", ({ projects }, init) =>
    projects.listProjectsRaw(init),
  );
  return items;
}

/** @param projectId checked by `requireUuid` @throws OryError 404 */
export function getProject(operator: Operator, projectId: string): Promise<unknown> {
  return callAdmin(operator, "network", "getProject", ({ projects }, init) =>
    projects.getProjectRaw({ projectId }, init),
  );
}

/** @throws OryError */
export function createProject(operator: Operator, project: CreateProjectBody): Promise<unknown> {
  return callAdmin(operator, "network", "createProject", ({ projects }, init) =>
    projects.createProjectRaw({ createProjectBody: project }, init),
  );
}

/** RFC 6902. @returns the project, and warnings about it @throws OryError */
export function patchProject(operator: Operator, projectId: string, patch: JsonPatch[]): Promise<unknown> {
  return callAdmin(operator, "network", "patchProject", ({ projects }, init) =>
    projects.patchProjectRaw({ projectId, jsonPatch: patch }, init),
  );
}

/** What is not in it falls back to Ory Network's defaults. @returns the project, and warnings @throws OryError */
export function setProject(operator: Operator, projectId: string, project: SetProject): Promise<unknown> {
  return callAdmin(operator, "network", "setProject", ({ projects }, init) =>
    projects.setProjectRaw({ projectId, setProject: project }, withJsonBody(init, project)),
  );
}

/** With everybody's accounts in it, for good. @throws OryError */
export async function purgeProject(operator: Operator, projectId: string): Promise<void> {
  await callAdmin(operator, "network", "purgeProject", ({ projects }, init) =>
    projects.purgeProjectRaw({ projectId }, init),
  );
}

/** @throws OryError */
export async function getMembers(operator: Operator, project: string): Promise<unknown[]> {
  const { items } = await listAdmin(operator, "network", "getProjectMembers", ({ projects }, init) =>
    projects.getProjectMembersRaw({ project }, init),
  );
  return items;
}

/** @throws OryError */
export async function removeMember(operator: Operator, project: string, member: string): Promise<void> {
  await callAdmin(operator, "network", "removeProjectMember", ({ projects }, init) =>
    projects.removeProjectMemberRaw({ project, member }, init),
  );
}

/** Their values are told by no list. @throws OryError */
export async function listApiKeys(operator: Operator, project: string): Promise<unknown[]> {
  const { items } = await listAdmin(operator, "network", "listProjectApiKeys", ({ projects }, init) =>
    projects.listProjectApiKeysRaw({ project }, init),
  );
  return items;
}

/** @returns the key with its value, which nobody is told again @throws OryError */
export function createApiKey(operator: Operator, project: string, name: string): Promise<unknown> {
  return callAdmin(operator, "network", "createProjectApiKey", ({ projects }, init) =>
    projects.createProjectApiKeyRaw({ project, createProjectApiKeyBody: { name } }, init),
  );
}

/** @throws OryError */
export async function deleteApiKey(operator: Operator, project: string, tokenId: string): Promise<void> {
  await callAdmin(operator, "network", "deleteProjectApiKey", ({ projects }, init) =>
    projects.deleteProjectApiKeyRaw({ project, tokenId }, init),
  );
}
