/** Every write that the console makes: who may, whether it needs a fresh sign-in, and what is said of it. */

import type { Permission } from "../operator/permissions";
import type { Touch } from "../operator/protect";

interface OperationRule {
  permission: Permission;
  /** Dangerous: waits for a sign-in younger than CONSOLE_STEP_UP_MINUTES. */
  stepUp: boolean;
  /** What it does to the account of the identity it is about. */
  touch: Touch;
  /** Said once it has succeeded. */
  done: string;
  /** It is answered with a file: the page that asked stays. */
  isFile?: true;
  /** Sent twice, it would make two, mail twice, or lose the secret that is shown once. */
  makes?: true;
}

const EXPORT = { stepUp: true, touch: "harmless", done: "The file was made.", isFile: true } as const;

const NETWORK = { permission: "network.write", stepUp: true, touch: "harmless" } as const;

/** One line each; the trail, the address (`?done=`) and forms know it by this name. */
export const OPERATIONS = {
  "console-session.end": {
    permission: "home.read",
    stepUp: false,
    touch: "harmless",
    done: "That session of yours in the console was ended.",
  },
  "client.create": {
    permission: "clients.write",
    stepUp: true,
    touch: "harmless",
    done: "The app was made.",
    makes: true,
  },
  "client.edit": {
    permission: "clients.write",
    stepUp: true,
    touch: "harmless",
    done: "The app was saved.",
  },
  "client.edit-json": {
    permission: "clients.write",
    stepUp: true,
    touch: "harmless",
    done: "The app was saved.",
  },
  "client.replace": {
    permission: "clients.write",
    stepUp: true,
    touch: "harmless",
    done: "The app is now what you wrote, and nothing else.",
  },
  "client.rotate-secret": {
    permission: "clients.write",
    stepUp: true,
    touch: "harmless",
    done: "The app has a new secret.",
    makes: true,
  },
  "client.try": {
    permission: "clients.try",
    stepUp: false,
    touch: "harmless",
    done: "The request is made.",
  },
  "client.try-open": {
    permission: "clients.write",
    stepUp: true,
    touch: "harmless",
    done: "The app may answer to this console.",
  },
  "client.try-close": {
    permission: "clients.write",
    stepUp: true,
    touch: "harmless",
    done: "The app answers to this console no more.",
  },
  "client.delete-tokens": {
    permission: "tokens.revoke",
    stepUp: true,
    touch: "harmless",
    done: "The app's access tokens have ended. Its refresh tokens go on.",
  },
  "client.delete": {
    permission: "clients.delete",
    stepUp: true,
    touch: "harmless",
    done: "The app was deleted, with what people granted it.",
  },
  "identities.bulk": {
    permission: "identities.block",
    stepUp: true,
    touch: "harmless",
    done: "It was done to each.",
  },
  "identities.bulk-all": {
    permission: "identities.block",
    stepUp: true,
    touch: "harmless",
    done: "It is ready: look at what it says, and begin.",
    makes: true,
  },
  "identities.export": { permission: "identities.export", ...EXPORT },
  "trail.export": { permission: "trail.export", ...EXPORT },
  "import.check": {
    permission: "identities.import",
    stepUp: false,
    touch: "harmless",
    done: "The file was checked. Nothing is written yet.",
    makes: true,
  },
  "import.start": {
    permission: "identities.import",
    stepUp: true,
    touch: "harmless",
    done: "It is under way.",
    makes: true,
  },
  "bulk.resume": {
    permission: "identities.block",
    stepUp: true,
    touch: "harmless",
    done: "It is under way.",
    makes: true,
  },
  "job.export": { permission: "identities.block", ...EXPORT },
  "job.stop": {
    permission: "identities.block",
    stepUp: false,
    touch: "harmless",
    done: "It stops after the rows that it is at.",
  },
  "job.run": {
    permission: "identities.block",
    stepUp: false,
    touch: "harmless",
    done: "It has ended.",
  },
  "identity.create": {
    permission: "identities.create",
    stepUp: false,
    touch: "harmless",
    done: "The account was made. Nothing is set up to sign in by: send an invitation by mail, or make a recovery code.",
    makes: true,
  },
  "credential.delete": {
    permission: "credentials.delete",
    stepUp: true,
    touch: "takes-away",
    done: "That way to sign in was removed. Sessions go on.",
  },
  "identity.edit": {
    permission: "identities.edit",
    stepUp: true,
    touch: "gives-access",
    done: "The traits were saved.",
  },
  "identity.edit-metadata": {
    permission: "identities.edit",
    stepUp: true,
    touch: "gives-access",
    done: "The metadata was saved.",
  },
  "identity.move": {
    permission: "identities.edit",
    stepUp: true,
    touch: "gives-access",
    done: "The account is of the other kind now.",
  },
  "identity.verify": {
    permission: "verification.write",
    stepUp: true,
    touch: "gives-access",
    done: "The address counts as verified.",
  },
  "identity.block": {
    permission: "identities.block",
    stepUp: true,
    touch: "takes-away",
    done: "The account was blocked.",
  },
  "identity.unblock": {
    permission: "identities.block",
    stepUp: true,
    touch: "gives-access",
    done: "The account may sign in again.",
  },
  "identity.delete": {
    permission: "identities.delete",
    stepUp: true,
    touch: "takes-away",
    done: "The account was deleted.",
  },
  "issuer.create": {
    permission: "issuers.write",
    stepUp: true,
    touch: "harmless",
    done: "The issuer is trusted.",
    makes: true,
  },
  "issuer.delete": {
    permission: "issuers.write",
    stepUp: true,
    touch: "harmless",
    done: "The issuer is no longer trusted.",
  },
  "key.create": {
    permission: "keys.write",
    stepUp: true,
    touch: "harmless",
    done: "The key was made, and signs from now on.",
    makes: true,
  },
  "key.import": {
    permission: "keys.write",
    stepUp: true,
    touch: "harmless",
    done: "Hydra has the key, and signs with it from now on.",
    makes: true,
  },
  "key-set.replace": {
    permission: "keys.write",
    stepUp: true,
    touch: "harmless",
    done: "The key set was replaced.",
  },
  "key.delete": {
    permission: "keys.write",
    stepUp: true,
    touch: "harmless",
    done: "The key was deleted.",
  },
  "key-set.delete": {
    permission: "keys.write",
    stepUp: true,
    touch: "harmless",
    done: "The key set was deleted.",
  },
  "project.create": { ...NETWORK, done: "The project was made.", makes: true },
  "project.patch": { ...NETWORK, done: "The project was saved." },
  "project.replace": { ...NETWORK, done: "The project is now what you wrote, and nothing else." },
  "project.purge": { ...NETWORK, done: "The project was purged, with everything in it." },
  "project.remove-member": { ...NETWORK, done: "They are no member of the project any more." },
  "project-key.create": { ...NETWORK, done: "The API key was made.", makes: true },
  "project-key.delete": { ...NETWORK, done: "The API key was deleted." },
  "recovery.code": {
    permission: "recovery.create",
    stepUp: true,
    touch: "gives-access",
    done: "A recovery code was made.",
    makes: true,
  },
  "recovery.link": {
    permission: "recovery.create",
    stepUp: true,
    touch: "gives-access",
    done: "A recovery link was made.",
    makes: true,
  },
  "invitation.send": {
    permission: "recovery.create",
    stepUp: true,
    touch: "gives-access",
    done: "Kratos mails the invitation.",
    makes: true,
  },
  "grant.revoke": {
    permission: "grants.revoke",
    stepUp: false,
    touch: "harmless",
    done: "The app lost what it was granted, with its tokens.",
  },
  "logins.end": {
    permission: "sessions.end",
    stepUp: false,
    touch: "harmless",
    done: "Hydra has ended the sign-in that these apps go by, and told those that named a back-channel logout.",
  },
  "grants.revoke-all": {
    permission: "grants.revoke",
    stepUp: false,
    touch: "harmless",
    done: "Every app lost what it was granted, with its tokens.",
  },
  "registration.create": {
    permission: "registration.write",
    stepUp: true,
    touch: "harmless",
    done: "The app registered itself.",
    makes: true,
  },
  "registration.read": {
    permission: "registration.write",
    stepUp: false,
    touch: "harmless",
    done: "Hydra was asked about the registration.",
  },
  "registration.update": {
    permission: "registration.write",
    stepUp: true,
    touch: "harmless",
    done: "The registration was replaced.",
    makes: true,
  },
  "registration.delete": {
    permission: "registration.write",
    stepUp: true,
    touch: "harmless",
    done: "The app's registration was deleted.",
  },
  "session.end": {
    permission: "sessions.end",
    stepUp: false,
    touch: "harmless",
    done: "The session was ended.",
  },
  "session.extend": {
    permission: "sessions.extend",
    stepUp: false,
    touch: "harmless",
    done: "The session was extended.",
  },
  "sessions.delete": {
    permission: "sessions.end",
    stepUp: true,
    touch: "harmless",
    done: "All sessions of this identity were deleted.",
  },
  "token.inspect": {
    permission: "tokens.inspect",
    stepUp: false,
    touch: "harmless",
    done: "Hydra was asked about the token.",
  },
} as const satisfies Readonly<Record<string, OperationRule>>;

export type Operation = keyof typeof OPERATIONS;

export function isOperation(name: string | undefined): name is Operation {
  return name !== undefined && Object.hasOwn(OPERATIONS, name);
}

export function getRule(operation: Operation): OperationRule {
  return OPERATIONS[operation];
}
