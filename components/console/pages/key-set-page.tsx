/** One key set: which key signs, which are still trusted, and how a new one takes over. */

import type { ConsoleChrome } from "@/lib/console/context";
import type { ActFormView, FormProblems } from "@/lib/console/forms/form";
import { ALGORITHMS } from "@/lib/console/keys/algorithms";
import type { KeyView } from "@/lib/console/keys/view";
import { toSegment } from "@/lib/console/request/segment";
import { Act } from "../parts/act";
import { ActForm, bindFields, Fold, ReasonField, SeenField } from "../parts/act-form";
import { Badge } from "../parts/badge";
import { SelectField, TextArea } from "../parts/field";
import { ForeignText } from "../parts/foreign-text";
import { JsonView } from "../parts/json-view";
import { Section } from "../parts/section";
import { Shell } from "../parts/shell";
import { type Column, Table } from "../parts/table";
import { TrailList, type TrailPageView } from "./trail-page";

type Row = KeyView & { isSigning: boolean };

interface KeySetPageView {
  set: string;
  /** What it is for, of a set that Hydra makes itself. */
  text?: string;
  rows: readonly Row[];
  /** What a form was drawn from. */
  seen: string;
  acts: TrailPageView["acts"];
  /** Of the whole trail about it, where there is more of it. */
  trailHref?: string;
  forms: {
    create?: ActFormView;
    import?: ActFormView;
    replaceSet?: ActFormView;
    delete?: ActFormView;
    deleteSet?: ActFormView;
  };
  problems: FormProblems;
  done?: string;
}

export function KeySetPage({ context, view }: { context: ConsoleChrome; view: KeySetPageView }) {
  const { set, text, rows, acts, problems } = view;
  return (
    <Shell
      context={context}
      title={set}
      heading={<ForeignText>{set}</ForeignText>}
      place="/keys"
      back={{ href: `${context.consolePath}/keys`, label: "Keys" }}
      lead={text}
      done={view.done}
      problems={problems}
    >
      <Table
        caption="Keys"
        columns={toColumns(`${context.consolePath}/keys/${toSegment(set)}`)}
        rows={rows}
        toKey={({ kid }) => kid}
        empty="There is no such set. A key that is made here makes it."
      />
      <Forms view={view} />
      <Section id="trail" title="What operators did">
        <TrailList acts={acts} moreHref={view.trailHref} />
      </Section>
      <JsonView value={{ keys: rows.map(({ publicJwk }) => publicJwk) }} label="Public keys" />
    </Shell>
  );
}

const toColumns = (path: string): Column<Row>[] => [
  {
    label: "Key",
    isHeader: true,
    cell: ({ kid }) => (
      <a href={`${path}/${toSegment(kid)}`}>
        <ForeignText className="font-mono text-[0.875em] [overflow-wrap:anywhere]">{kid}</ForeignText>
      </a>
    ),
  },
  { label: "Algorithm", cell: ({ alg, bits }) => (bits ? `${alg}, ${bits} bits` : alg) },
  { label: "For", cell: ({ use }) => (use === "sig" ? "signatures" : use === "enc" ? "encryption" : "–") },
  {
    label: "State",
    cell: ({ isSigning }) =>
      isSigning ? <Badge tone="good">signs now</Badge> : <Badge tone="plain">still trusted</Badge>,
  },
];

function Forms({ view }: { view: KeySetPageView }) {
  const { set, rows, seen, forms, problems } = view;
  if (!forms.create) return null;
  const of = bindFields(forms.create, problems);
  return (
    <Section id="acts" title="Change">
      <Fold label="New key" isOpen={problems.operation === "key.create"}>
        <ol className="list-decimal ps-5 text-muted">
          <li>Hydra signs with the new key at once, and publishes it with the old ones.</li>
          <li>An app that remembers keys asks again when it meets one that it does not know; most do.</li>
          <li>
            Wait until nothing is in use that the old key signed: the longest lifespan of a token, and an
            hour.
          </li>
          <li>Delete the old key here.</li>
        </ol>
        <ActForm form={forms.create} problems={problems} submit="Make the key">
          <SelectField {...of("alg", { now: rows[0]?.alg })} label="Algorithm" choices={ALGORITHMS} />
          <ReasonField form={forms.create} problems={problems} />
        </ActForm>
      </Fold>
      <BringKeys {...{ set, seen, forms, problems }} />
      {forms.delete && <DeleteKey form={forms.delete} rows={rows} problems={problems} />}
      <Act form={forms.deleteSet} problems={problems} label="Delete the whole set" word={set}>
        Every token that a key of it signed is refused from then on: people are signed out of apps, and APIs
        turn them away. Hydra makes a new key when it next signs.
      </Act>
    </Section>
  );
}

type BringProps = Pick<KeySetPageView, "set" | "seen" | "forms" | "problems">;

/** What was typed is not drawn again: it is a private key. */
function BringKeys({ set, seen, forms, problems }: BringProps) {
  return (
    <>
      {forms.import && (
        <Fold label="Bring a key of your own" isOpen={problems.operation === "key.import"}>
          <p className="text-muted">
            A key that was made elsewhere, in a hardware module or by a policy. It signs at once; the others
            are still trusted.
          </p>
          <ActForm form={forms.import} problems={problems} submit="Bring the key" look="danger">
            <TextArea
              {...bindFields(forms.import, problems)("jwk", { isSecret: true })}
              rows={8}
              label="Private key (JSON Web Key)"
              hint="With kty, kid, alg and its private part. It goes to Hydra. While this waits for a fresh sign-in it is kept sealed, for ten minutes at most."
              required
            />
            <ReasonField form={forms.import} problems={problems} />
          </ActForm>
        </Fold>
      )}
      {forms.replaceSet && (
        <Act
          form={forms.replaceSet}
          problems={problems}
          label="Replace the whole set"
          word={set}
          fields={
            <>
              <SeenField form={forms.replaceSet} problems={problems} now={seen} />
              <TextArea
                {...bindFields(forms.replaceSet, problems)("jwks", { isSecret: true })}
                rows={8}
                label="Private keys (JSON Web Key Set)"
                hint="As a copy of another Hydra has them: the first signs. They go to Hydra. While this waits for a fresh sign-in they are kept sealed, for ten minutes at most."
                required
              />
            </>
          }
        >
          To restore a copy. Its first key signs, the others are trusted; whatever a key signed that is not in
          the copy is refused from then on.
        </Act>
      )}
    </>
  );
}

function DeleteKey(props: { form: ActFormView; rows: readonly Row[]; problems: FormProblems }) {
  const { form, rows, problems } = props;
  const of = bindFields(form, problems);
  const old = rows.filter(({ isSigning }) => !isSigning);
  return (
    <Act
      form={form}
      problems={problems}
      label="Delete an old key"
      word="delete"
      fields={
        <SelectField
          {...of("kid")}
          label="Key"
          choices={old.map(({ kid, alg }) => ({ value: kid, label: `${kid} (${alg})` }))}
        />
      }
    >
      Whatever it signed is refused from then on, wherever it still lives.
    </Act>
  );
}
