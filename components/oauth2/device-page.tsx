/** Connecting a device: type its code, confirm what it asks for, done. */

import type { Chrome } from "@/lib/chrome";
import type { ClientView, ScopeView } from "@/lib/oauth2/view";
import { PanelPage } from "../document/panel-page";
import { CONTROL } from "../flow/field";
import { AccountLine } from "../ui/account-line";
import { buttonClass } from "../ui/button-class";
import { Callout } from "../ui/callout";
import { Phrase } from "../ui/phrase";
import { PostForm } from "../ui/post-form";

interface FormTarget {
  action: string;
  /** CSRF token and challenge. */
  fields: Record<string, string>;
}

export type DeviceView =
  | ({ kind: "enter"; userCode?: string; problem?: string } & FormTarget)
  | ({
      kind: "confirm";
      userCode: string;
      client: ClientView;
      account: { label: string; email?: string };
      scopes: Pick<ScopeView, "name" | "title" | "description">[];
    } & FormTarget)
  | { kind: "success"; clientName?: string };

type ViewOf<K extends DeviceView["kind"]> = Extract<DeviceView, { kind: K }>;

export function DevicePage({ chrome, view }: { chrome: Chrome; view: DeviceView }) {
  switch (view.kind) {
    case "enter":
      return <EnterCode chrome={chrome} view={view} />;
    case "confirm":
      return <ConfirmDevice chrome={chrome} view={view} />;
    case "success":
      return <DeviceConnected chrome={chrome} view={view} />;
  }
}

/** A code that came with the link is only filled in: connecting always takes a click (threat O17). */
function EnterCode({ chrome, view }: { chrome: Chrome; view: ViewOf<"enter"> }) {
  const { t } = chrome;
  return (
    <PanelPage
      chrome={chrome}
      testId="device-enter"
      title={t("device.title")}
      lead={t("device.lead")}
      hasErrors={view.problem !== undefined}
    >
      <PostForm action={view.action} fields={view.fields} className="grid gap-4">
        <div className="grid gap-1.5">
          <label htmlFor="user_code" className="font-semibold">
            {t("device.code")}
          </label>
          {view.problem && (
            <p id="user_code-messages" role="alert" className="font-semibold text-danger">
              {view.problem}
            </p>
          )}
          <input
            id="user_code"
            name="user_code"
            type="text"
            required
            defaultValue={view.userCode}
            autoComplete="off"
            autoCapitalize="characters"
            spellCheck={false}
            enterKeyHint="go"
            dir="ltr"
            aria-describedby={view.problem && "user_code-messages"}
            aria-invalid={view.problem ? true : undefined}
            className={`${CONTROL} text-center font-mono text-xl tracking-[0.2em] uppercase`}
          />
        </div>
        <button type="submit" className={buttonClass("primary")}>
          {t("device.next")}
        </button>
      </PostForm>
    </PanelPage>
  );
}

function ConfirmDevice({ chrome, view }: { chrome: Chrome; view: ViewOf<"confirm"> }) {
  const { t } = chrome;
  return (
    <PanelPage
      chrome={chrome}
      testId="device-confirm"
      title={t("device.confirmTitle")}
      lead={<Phrase t={t} of="device.confirmLead" client={view.client.name} />}
    >
      <p className="rounded-control border border-line bg-canvas p-4 text-center">
        <span className="block text-[0.9375rem] text-muted">{t("device.compare")}</span>
        <span dir="ltr" className="font-mono text-2xl tracking-[0.2em]">
          {view.userCode}
        </span>
      </p>
      <ul className="divide-y divide-line border-y border-line">
        {view.scopes.map(({ name, title, description }) => (
          <li key={name} className="py-3">
            <span className="font-semibold">{title}</span>
            <span className="block text-[0.9375rem] text-muted">{description}</span>
          </li>
        ))}
      </ul>
      <AccountLine account={view.account} />
      <PostForm action={view.action} fields={view.fields} className="grid gap-3 sm:grid-cols-2">
        <button type="submit" name="device_action" value="accept" className={buttonClass("primary")}>
          {t("device.connect")}
        </button>
        <button type="submit" name="device_action" value="reject" className={buttonClass("secondary")}>
          {t("device.cancel")}
        </button>
      </PostForm>
    </PanelPage>
  );
}

function DeviceConnected({ chrome, view }: { chrome: Chrome; view: ViewOf<"success"> }) {
  const { t } = chrome;
  return (
    <PanelPage chrome={chrome} testId="device-success" title={t("device.connectedTitle")}>
      <Callout tone="success">
        {view.clientName ? (
          <Phrase t={t} of="device.connectedTo" client={view.clientName} />
        ) : (
          t("device.connected")
        )}
      </Callout>
      <p className="text-muted">{t("device.close")}</p>
    </PanelPage>
  );
}
