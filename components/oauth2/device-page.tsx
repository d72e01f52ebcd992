/** Connecting a device: type its code, and, after sign-in and consent, done. */

import type { Chrome } from "@/lib/chrome";
import { PanelPage } from "../document/panel-page";
import { CONTROL } from "../flow/field";
import { buttonClass } from "../ui/button-class";
import { Callout } from "../ui/callout";
import { PostForm } from "../ui/post-form";

interface FormTarget {
  action: string;
  /** CSRF token and challenge. */
  fields: Record<string, string>;
}

export type DeviceView =
  | ({ kind: "enter"; userCode?: string; problem?: string } & FormTarget)
  | { kind: "success" };

type ViewOf<K extends DeviceView["kind"]> = Extract<DeviceView, { kind: K }>;

export function DevicePage({ chrome, view }: { chrome: Chrome; view: DeviceView }) {
  switch (view.kind) {
    case "enter":
      return <EnterCode chrome={chrome} view={view} />;
    case "success":
      return <DeviceConnected chrome={chrome} />;
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
            <p id="user_code-messages" role="alert" tabIndex={-1} className="font-semibold text-danger">
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
            autoCapitalize="none"
            spellCheck={false}
            enterKeyHint="go"
            dir="ltr"
            aria-describedby={view.problem && "user_code-messages"}
            aria-invalid={view.problem ? true : undefined}
            className={`${CONTROL} text-center font-mono text-xl tracking-[0.2em]`}
          />
        </div>
        <button type="submit" className={buttonClass("primary")}>
          {t("device.next")}
        </button>
      </PostForm>
    </PanelPage>
  );
}

function DeviceConnected({ chrome }: { chrome: Chrome }) {
  const { t } = chrome;
  return (
    <PanelPage chrome={chrome} testId="device-success" title={t("device.connectedTitle")}>
      <Callout tone="success">{t("device.connected")}</Callout>
      <p className="text-muted">{t("device.close")}</p>
    </PanelPage>
  );
}
