/** The pages of the fault matrix: what each asks of Kratos and Hydra, and a person in the middle of each. */

import { allow, sendPassword, signInAt, unexpected } from "../support/journey.mjs";
import { createPerson, type Person } from "../support/people";
import type { Stack } from "../support/test";
import { type LoadedPage, UserAgent } from "../support/user-agent.mjs";

/** A signed-in person with a consent page open, and a stranger with a login page open. */
export interface Scene {
  foyer: string;
  person: Person;
  signedIn: UserAgent;
  stranger: UserAgent;
  consent: LoadedPage;
  login: LoadedPage;
  /** The stranger's page for a challenge that nobody has answered. */
  challenged: LoadedPage;
}

export interface MatrixPage {
  name: string;
  /** Which upstreams it cannot do without. */
  needs: ("kratos" | "hydra")[];
  visit: (scene: Scene) => Promise<LoadedPage>;
}

export async function openScene(stack: Stack, client = "demo-app"): Promise<Scene> {
  const { foyer, relyingParty } = stack.urls;
  const person = await createPerson(stack);
  const signedIn = new UserAgent();
  const stranger = new UserAgent();
  await signInAt(signedIn, foyer, person);
  const consent = await signedIn.open(`${relyingParty}/login?client=${client}`);
  if (!consent.url.searchParams.has("consent_challenge")) throw unexpected(consent);
  const login = await stranger.open(`${foyer}/login`);
  const challenged = await stranger.open(`${relyingParty}/login?client=${client}`);
  if (!challenged.url.searchParams.has("login_challenge")) throw unexpected(challenged);
  return { foyer, person, signedIn, stranger, consent, login, challenged };
}

/** Presses Allow, and goes on to the app: the proof that nothing was lost. */
export async function finishAtApp(scene: Scene): Promise<LoadedPage> {
  return scene.signedIn.follow(await allow(scene.signedIn, scene.consent));
}

const open =
  (who: "signedIn" | "stranger", path: string): MatrixPage["visit"] =>
  (scene) =>
    scene[who].send(scene.foyer + path);

/** Every page a person can be on when an upstream fails. */
export const PAGES: readonly MatrixPage[] = [
  { name: "GET /login", needs: ["kratos"], visit: open("stranger", "/login") },
  {
    name: "GET /login?flow=",
    needs: ["kratos"],
    visit: open("stranger", "/login?flow=5b3f1c0e-6a43-4c5a-9d55-0d1f6b1f2a10"),
  },
  { name: "GET /registration", needs: ["kratos"], visit: open("stranger", "/registration") },
  { name: "GET /recovery", needs: ["kratos"], visit: open("stranger", "/recovery") },
  { name: "GET /verification", needs: ["kratos"], visit: open("stranger", "/verification") },
  { name: "GET /settings", needs: ["kratos"], visit: open("signedIn", "/settings") },
  { name: "GET /account", needs: ["kratos"], visit: open("signedIn", "/account") },
  { name: "GET /sessions", needs: ["kratos"], visit: open("signedIn", "/sessions") },
  { name: "GET /account/apps", needs: ["kratos", "hydra"], visit: open("signedIn", "/account/apps") },
  {
    name: "GET /error?id=",
    needs: ["kratos"],
    visit: open("stranger", "/error?id=5b3f1c0e-6a43-4c5a-9d55-0d1f6b1f2a10"),
  },
  {
    name: "GET /self-service/login/browser",
    needs: ["kratos"],
    visit: open("stranger", "/self-service/login/browser"),
  },
  {
    name: "POST /self-service/login",
    needs: ["kratos"],
    visit: ({ stranger, login, person }) => sendPassword(stranger, login, person),
  },
  {
    name: "GET /login?login_challenge= of a stranger",
    needs: ["kratos", "hydra"],
    visit: ({ stranger, challenged }) => stranger.send(challenged.url),
  },
  {
    name: "GET /consent",
    needs: ["kratos", "hydra"],
    visit: ({ signedIn, consent }) => signedIn.send(consent.url),
  },
  {
    name: "POST /consent",
    needs: ["kratos", "hydra"],
    visit: ({ signedIn, consent }) => allow(signedIn, consent),
  },
];
