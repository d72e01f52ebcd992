/** Connecting a device: type its code, and, after sign-in and consent, done. */

import { buttonClass } from "@/components/controls/button-class";
import { Callout } from "@/components/controls/callout";
import { PostForm } from "@/components/controls/post-form";
import { AskingScript } from "@/components/document/asking-script";
import { PanelPage } from "@/components/document/panel-page";
import { CONTROL } from "@/components/self-service/nodes/field";
import type { PageContext } from "@/lib/page-context";

interface FormTarget {
  action: string;
  /** CSRF token and challenge. */
  fields: Record<string, string>;
}

export type DeviceView =
  | ({ kind: "enter"; userCode?: string; problem?: string } & FormTarget)
  | { kind: "success" }
  | { kind: "denied" };

type ViewOf<K extends DeviceView["kind"]> = Extract<DeviceView, { kind: K }>;

export function DevicePage({ context, view }: { context: PageContext; view: DeviceView }) {
  switch (view.kind) {
    case "enter":
      return <EnterCode context={context} view={view} />;
    case "success":
      return <DeviceConnected context={context} />;
    case "denied":
      return <DeviceDenied context={context} />;
  }
}

/** A code that came with the link is only filled in: connecting always takes a click (threat O17). */
function EnterCode({ context, view }: { context: PageContext; view: ViewOf<"enter"> }) {
  const { t } = context;
  return (
    <PanelPage
      context={context}
      testId="device-enter"
      head={<AskingScript context={context} />}
      title={t("device.title")}
      lead={t("device.lead")}
      hasErrors={view.problem !== undefined}
    >
      <PostForm action={view.action} fields={view.fields} className="grid gap-4">
        {view.problem && (
          <div id="user_code-messages" role="alert" tabIndex={-1} className="rounded-control">
            <Callout tone="error">{view.problem}</Callout>
          </div>
        )}
        <div className="grid gap-1.5">
          <label htmlFor="user_code" className="font-semibold">
            {t("device.code")}
          </label>
          <input
            id="user_code"
            name="user_code"
            type="text"
            required
            defaultValue={view.userCode}
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            autoCorrect="off"
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

function DeviceConnected({ context }: { context: PageContext }) {
  const { t } = context;
  return (
    <PanelPage context={context} testId="device-success" title={t("device.connectedTitle")}>
      <Callout tone="success">{t("device.connected")}</Callout>
      <p className="text-muted">{t("device.close")}</p>
    </PanelPage>
  );
}

/** Hydra tells the device nothing of a refusal: it goes on asking until its code expires. */
function DeviceDenied({ context }: { context: PageContext }) {
  const { t } = context;
  return (
    <PanelPage context={context} testId="device-denied" title={t("device.deniedTitle")}>
      <Callout tone="info">{t("device.denied")}</Callout>
      <p className="text-muted">{t("device.deniedWaiting")}</p>
    </PanelPage>
  );
}
