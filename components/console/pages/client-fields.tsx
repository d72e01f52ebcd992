/** The settings of an app as fields, in the groups that people look for them by. */

import { AUTH_METHODS, GRANTS, TOKEN_FORMATS, toFieldText, withOwn } from "@/lib/console/clients/fields";
import type { FormProblems } from "@/lib/console/forms/form";
import { type Json, readString } from "@/lib/json";
import { CheckField, CheckList } from "../parts/check-field";
import { SelectField, TextArea, TextField } from "../parts/field";

const PREFIX = "client.edit";

const ONE_A_LINE = "One a line.";

interface Props {
  client: Json;
  /** What was typed, where the form was sent and refused. */
  own?: FormProblems;
}

export function ClientFields({ client, own }: Props) {
  return (
    <>
      <Main client={client} own={own} />
      <Logout client={client} own={own} />
      <AboutIt client={client} own={own} />
    </>
  );
}

/** A box that was not ticked is not sent: what was typed says so by its absence. */
const toValue = ({ client, own }: Props, name: string) =>
  own ? (own.typed[name] ?? "") : toFieldText(client, name);

const toProps = (props: Props, name: string) => ({
  name,
  defaultValue: toValue(props, name),
  problem: props.own?.fields[name],
  idPrefix: PREFIX,
});

const toOwn = ({ client }: Props, name: string) => readString(client, name);

function Main(props: Props) {
  const of = (name: string) => toProps(props, name);
  return (
    <>
      <TextField {...of("client_name")} label="Name" hint="People read it when they are asked." required />
      <TextArea
        {...of("redirect_uris")}
        label="Redirect URIs"
        hint="One a line, exactly as the app asks for it."
      />
      <TextField {...of("scope")} label="Scopes" hint="Separated by spaces." />
      <TextArea
        {...of("audience")}
        rows={2}
        label="Audience"
        hint="APIs that its tokens are for, one a line."
      />
      <CheckList
        name="grant_types"
        label="How it gets tokens"
        choices={GRANTS}
        values={toValue(props, "grant_types").split("\n")}
        problem={props.own?.fields.grant_types}
        idPrefix={PREFIX}
      />
      <SelectField
        {...of("token_endpoint_auth_method")}
        label="How it proves itself"
        choices={withOwn(AUTH_METHODS, toOwn(props, "token_endpoint_auth_method"))}
      />
      <SelectField
        {...of("access_token_strategy")}
        label="Access tokens"
        choices={withOwn(TOKEN_FORMATS, toOwn(props, "access_token_strategy"))}
      />
      <TextArea
        {...of("allowed_cors_origins")}
        rows={2}
        label="Origins whose scripts may call Hydra"
        hint={ONE_A_LINE}
      />
    </>
  );
}

function Logout(props: Props) {
  const of = (name: string) => toProps(props, name);
  const isTicked = (name: string) => toValue(props, name) === "true";
  return (
    <>
      <TextArea
        {...of("post_logout_redirect_uris")}
        rows={2}
        label="After signing out"
        hint="One a line, on the same origin as a redirect URI."
      />
      <TextField {...of("backchannel_logout_uri")} label="Back-channel logout" />
      <CheckField
        name="backchannel_logout_session_required"
        label="It needs to be told which session ended"
        isChecked={isTicked("backchannel_logout_session_required")}
        idPrefix={PREFIX}
      />
      <TextField {...of("frontchannel_logout_uri")} label="Front-channel logout" />
      <CheckField
        name="skip_consent"
        label="Yours: people are not asked for consent"
        isChecked={isTicked("skip_consent")}
        idPrefix={PREFIX}
      />
      <CheckField
        name="skip_logout_consent"
        label="People are not asked whether they want to sign out"
        isChecked={isTicked("skip_logout_consent")}
        idPrefix={PREFIX}
      />
    </>
  );
}

function AboutIt(props: Props) {
  const of = (name: string) => toProps(props, name);
  return (
    <>
      <TextField {...of("client_uri")} label="Its web page" />
      <TextField {...of("logo_uri")} label="Logo" />
      <TextField {...of("policy_uri")} label="Privacy policy" />
      <TextField {...of("tos_uri")} label="Terms" />
      <TextArea {...of("contacts")} rows={2} label="Contacts" hint={ONE_A_LINE} />
      <TextField {...of("owner")} label="Owner" />
    </>
  );
}
