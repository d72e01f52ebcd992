/** What can be done to a project of Ory Network. What was typed as settings is drawn again for who typed it alone. */

import type { ActFormView } from "@/lib/console/forms/form";
import { Act } from "../parts/act";
import { SeenField, toOwnProblems } from "../parts/act-form";
import { SelectField, TextArea, TextField } from "../parts/field";
import { Section } from "../parts/section";
import type { ProjectPageView } from "./project-page";

export function ProjectActs({ view }: { view: ProjectPageView }) {
  const { project, members, keys, seen, forms, problems } = view;
  if (!forms) return null;
  const toProblem = (form: ActFormView, name: string) => toOwnProblems(form, problems)?.fields[name];
  return (
    <Section id="acts" title="Change">
      <Act
        form={forms.patch}
        problems={problems}
        label="Change settings"
        look="danger"
        fields={
          <>
            <SeenField form={forms.patch} problems={problems} now={seen} />
            <TextArea
              name="patch"
              rows={6}
              label="JSON Patch"
              hint={`Such as [{"op": "replace", "path": "/name", "value": "New name"}]. What it does not name stays.`}
              defaultValue={toOwnProblems(forms.patch, problems)?.typed.patch}
              problem={toProblem(forms.patch, "patch")}
              required
              idPrefix="project.patch"
            />
          </>
        }
      />
      <Act
        form={forms.createKey}
        problems={problems}
        label="Make an API key"
        look="danger"
        fields={
          <TextField
            name="name"
            label="What it is for"
            defaultValue={toOwnProblems(forms.createKey, problems)?.typed.name}
            problem={toProblem(forms.createKey, "name")}
            maxLength={100}
            required
            idPrefix="project-key.create"
          />
        }
      />
      {keys.length > 0 && (
        <Act
          form={forms.deleteKey}
          problems={problems}
          label="Delete an API key"
          word="delete"
          fields={
            <SelectField
              name="key"
              label="API key"
              choices={keys.map(({ id, name, ending }) => ({ value: id, label: `${name} (…${ending})` }))}
              problem={toProblem(forms.deleteKey, "key")}
              idPrefix="project-key.delete"
            />
          }
        >
          Whatever uses it is refused from then on.
        </Act>
      )}
      {members.length > 0 && (
        <Act
          form={forms.removeMember}
          problems={problems}
          label="Take a member out"
          look="danger"
          fields={
            <SelectField
              name="member"
              label="Member"
              choices={members.map(({ id, email }) => ({ value: id, label: email }))}
              problem={toProblem(forms.removeMember, "member")}
              idPrefix="project.remove-member"
            />
          }
        />
      )}
      <Act
        form={forms.replace}
        problems={problems}
        label="Replace all settings"
        word={project.slug}
        fields={
          <>
            <SeenField form={forms.replace} problems={problems} now={seen} />
            <TextArea
              name="project"
              rows={10}
              label="Whole project (JSON)"
              hint="With name, services, cors_admin, cors_public and organizations."
              defaultValue={toOwnProblems(forms.replace, problems)?.typed.project}
              problem={toProblem(forms.replace, "project")}
              required
              idPrefix="project.replace"
            />
          </>
        }
      >
        {" "}
        By a copy with its secrets, which this page does not show. What the copy lacks falls back to Ory
        Network&apos;s defaults.
      </Act>
      <Act form={forms.purge} problems={problems} label="Purge the project" word={project.slug}>
        {" "}
        Every account in it is deleted, with every app and key. Nothing brings it back.
      </Act>
    </Section>
  );
}
