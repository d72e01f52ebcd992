/** The nodes that carry no input: links, images, text, divisions, and what is not known. */

import { buttonClass } from "@/components/controls/button-class";
import { NodeMessages } from "@/components/self-service/messages";
import { fieldId } from "./field-id";
import { LookupCodes } from "./lookup-codes";
import type { NodeProps } from "./node-props";
import { SecretKey } from "./secret-key";

/** What is said about it stands in the summary: it has no place on the page. */
export function Hidden({ node }: NodeProps<"hidden">) {
  return <input type="hidden" name={node.name} value={node.value} data-onload={node.onload} />;
}

export function Link({ node, formId }: NodeProps<"link">) {
  const testId = `node/anchor/${node.id}`;
  return (
    <div className="grid gap-1.5">
      <NodeMessages id={fieldId(formId, node.id)} messages={node.messages} />
      {node.href ? (
        <a href={node.href} data-testid={testId} className={buttonClass("primary")}>
          {node.label}
        </a>
      ) : (
        <span data-testid={testId}>{node.label}</span>
      )}
    </div>
  );
}

/** QR codes come black on nothing: the white ground keeps them readable for cameras in the dark scheme. */
export function Image({ node, formId }: NodeProps<"image">) {
  return (
    <div className="grid gap-1.5">
      <NodeMessages id={fieldId(formId, node.id)} messages={node.messages} />
      {node.src ? (
        // biome-ignore lint/performance/noImgElement: a data: image, nothing to optimise
        <img
          data-testid={`node/image/${node.id}`}
          src={node.src}
          width={node.width}
          height={node.height}
          alt={node.alt}
          className="mx-auto h-auto max-w-full rounded-control bg-white p-2"
        />
      ) : (
        <p>{node.alt}</p>
      )}
    </div>
  );
}

export function Text({ node, formId, context }: NodeProps<"text">) {
  return (
    <div data-print={node.codes && ""} className="grid gap-1.5">
      <p data-testid={`node/text/${node.id}/label`} className="font-semibold">
        {node.label}
      </p>
      <NodeMessages id={fieldId(formId, node.id)} messages={node.messages} />
      {node.codes ? (
        <LookupCodes id={node.id} codes={node.codes} context={context} />
      ) : node.groups ? (
        <SecretKey id={node.id} groups={node.groups} context={context} />
      ) : (
        <p
          data-testid={`node/text/${node.id}/text`}
          className="rounded-control border border-line bg-canvas px-3.5 py-2.5 font-mono break-all select-all"
        >
          {node.text}
        </p>
      )}
    </div>
  );
}

/** Beside a captcha stand the words of its script for one that is not solved, because it is blocked, say. */
export function Division({ node, formId, context }: NodeProps<"div">) {
  const data = Object.entries(node.data).map(([name, value]) => [`data-${name}`, value]);
  return (
    <>
      <NodeMessages id={fieldId(formId, node.id)} messages={node.messages} />
      <div id={node.id} className={node.className} {...Object.fromEntries(data)} />
      {node.className && (
        <p role="alert" hidden tabIndex={-1} className="font-semibold text-danger">
          {context.t("flow.captchaUnsolved")}
        </p>
      )}
    </>
  );
}

/** Shown, because a required part of the form may hide in it (threat F16). */
export function Unknown({ node, formId, context }: NodeProps<"unknown">) {
  return (
    <div className="rounded-control border border-dashed border-field px-3.5 py-2.5 text-muted">
      <p>{context.t("flow.unknownNode", { name: node.description })}</p>
      <NodeMessages id={fieldId(formId, node.description)} messages={node.messages} />
    </div>
  );
}
