/** What can be done to a project of Ory Network. What was typed as settings is drawn again for who typed it alone. */

import type { FormProblems } from "@/lib/console/forms/form";
import type { ApiKeyView, MemberView, ProjectForms, ProjectView } from "@/lib/console/network/view";
import { Act } from "../parts/act";
import { bindFields, SeenField } from "../parts/act-form";
import { SelectField, TextArea, TextField } from "../parts/field";
import { Section } from "../parts/section";

interface FormsProps {
  forms: ProjectForms;
  problems: FormProblems;
}

interface Props extends FormsProps {
  project: ProjectView;
  members: readonly MemberView[];
  keys: readonly ApiKeyView[];
  /** What the forms were drawn from. */
  seen: string;
}

export function ProjectActs({ project, members, keys, seen, forms, problems }: Props) {
  const given = { forms, problems };
  return (
    <Section id="acts" title="Change">
      <ChangeSettings {...given} seen={seen} />
      <MakeKey {...given} />
      {keys.length > 0 && <DeleteKey {...given} keys={keys} />}
      {members.length > 0 && <RemoveMember {...given} members={members} />}
      <ReplaceSettings {...given} seen={seen} word={project.slug} />
      <Act form={forms.purge} problems={problems} label="Purge the project" word={project.slug}>
        {" "}
        Every account in it is deleted, with every app and key. Nothing brings it back.
      </Act>
    </Section>
  );
}

function ChangeSettings({ forms, problems, seen }: FormsProps & { seen: string }) {
  return (
    <Act
      form={forms.patch}
      problems={problems}
      label="Change settings"
      look="danger"
      fields={
        <>
          <SeenField form={forms.patch} problems={problems} now={seen} />
          <TextArea
            {...bindFields(forms.patch, problems)("patch")}
            rows={6}
            label="JSON Patch"
            hint={`Such as [{"op": "replace", "path": "/name", "value": "New name"}]. What it does not name stays.`}
            required
          />
        </>
      }
    />
  );
}

function MakeKey({ forms, problems }: FormsProps) {
  return (
    <Act
      form={forms.createKey}
      problems={problems}
      label="Make an API key"
      look="danger"
      fields={
        <TextField
          {...bindFields(forms.createKey, problems)("name")}
          label="What it is for"
          maxLength={100}
          required
        />
      }
    />
  );
}

function DeleteKey({ forms, problems, keys }: FormsProps & Pick<Props, "keys">) {
  return (
    <Act
      form={forms.deleteKey}
      problems={problems}
      label="Delete an API key"
      word="delete"
      fields={
        <SelectField
          {...bindFields(forms.deleteKey, problems)("key")}
          label="API key"
          choices={keys.map(({ id, name, ending }) => ({ value: id, label: `${name} (…${ending})` }))}
        />
      }
    >
      Whatever uses it is refused from then on.
    </Act>
  );
}

function RemoveMember({ forms, problems, members }: FormsProps & Pick<Props, "members">) {
  return (
    <Act
      form={forms.removeMember}
      problems={problems}
      label="Take a member out"
      look="danger"
      fields={
        <SelectField
          {...bindFields(forms.removeMember, problems)("member")}
          label="Member"
          choices={members.map(({ id, email }) => ({ value: id, label: email }))}
        />
      }
    />
  );
}

/** @param word what is typed before it happens: the project's slug */
function ReplaceSettings({ forms, problems, seen, word }: FormsProps & { seen: string; word: string }) {
  return (
    <Act
      form={forms.replace}
      problems={problems}
      label="Replace all settings"
      word={word}
      fields={
        <>
          <SeenField form={forms.replace} problems={problems} now={seen} />
          <TextArea
            {...bindFields(forms.replace, problems)("project")}
            rows={10}
            label="Whole project (JSON)"
            hint="With name, services, cors_admin, cors_public and organizations."
            required
          />
        </>
      }
    >
      {" "}
      By a copy with its secrets, which this page does not show. What the copy lacks falls back to Ory
      Network&apos;s defaults.
    </Act>
  );
}
