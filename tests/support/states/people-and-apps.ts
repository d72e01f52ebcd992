/** Who is signed in and which apps ask, where a page's state depends on it. */

import type { Contract } from "../contract";
import { toSession } from "../stub-kratos";
import { json } from "../stub-upstream";

/** As long as names are shown, with a word that no line can hold. */
export const LONG_NAME = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamten Society Ltd.";

const LONG_ADDRESS = "bartholomaeus.wolfeschlegelsteinhausenbergerdorff@organisation.foyer.example";

/** A ring and a dot, 48 by 48. */
export const LOGO =
  "data:image/png;base64," +
  "iVBORw0KGgoAAAANSUhEUgAAADAAAAAwCAYAAABXAvmHAAAAyElEQVR42u2ayw2EQAxDKWR7on26YRvgsDOxHexNJI4kfiiayYfj" +
  "GAuyz3ndvzyWol8HUxXeBoIWLgVhi6dBqIRTQLrEQyAYAaUQ7ABU/6o8pcSpOkS+swWx4wiR1xAAhXgqxKoD9DFZAlCLh0N0iN/x" +
  "XwZQ3LrLACjnCoBHiM70gaRR99cvp9EADMAA/AmA5TFqcZHZlxLxxZxFOW3f0ES0lPZNfcRYxX6wFTFajBju2o/XIxYcESummCVf" +
  "xJo1ZtEd86vBWNG+858dfpNJdw0AAAAASUVORK5CYII=";

/** An app as Hydra knows it. */
export function toClient(name: string): Record<string, unknown> {
  return {
    client_id: name.toLowerCase().replaceAll(/\W+/g, "-"),
    client_name: name,
    redirect_uris: ["https://shop.example/callback"],
    token_endpoint_auth_method: "client_secret_basic",
    policy_uri: "https://shop.example/privacy",
    tos_uri: "https://shop.example/terms",
  };
}

const DEVICES = [
  "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
  "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 Version/19.0 Mobile/15E148 Safari/604.1",
  "",
].map((user_agent, index) => ({
  id: `d${index}`,
  user_agent,
  ip_address: `192.0.2.${index + 7}`,
  location: "Lisbon, PT",
}));

/** Sessions of one person on several devices, the given one first. */
export function toSessions(session: Record<string, unknown>): Record<string, unknown>[] {
  return DEVICES.map((device, index) => ({
    ...session,
    ...(index > 0 && { id: `5e550000-0000-4000-8000-00000000000${index}` }),
    devices: [device],
  }));
}

/** What whoami answers in place of the stub's own person. @param verified addresses, and whether they are */
export function signInAs(
  { kratos }: Pick<Contract, "kratos">,
  { id, name, verified = true }: { id: string; name?: string; verified?: boolean },
): void {
  const email = name === undefined ? "alice@foyer.example" : LONG_ADDRESS;
  const [session] = toSessions(toSession(id, email));
  const identity = {
    id,
    schema_id: "default",
    traits: { email, ...(name !== undefined && { name: { first: name, last: "" } }) },
    verifiable_addresses: [{ value: email, verified, via: "email", status: verified ? "completed" : "sent" }],
    recovery_addresses: [{ value: email, via: "email" }],
  };
  kratos.when("/sessions/whoami", json(200, { ...session, identity }));
}
