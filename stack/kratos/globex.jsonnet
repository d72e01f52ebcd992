// Globex tells the email alone: a person who registers through it is asked for the rest.
local claims = std.extVar('claims');

{
  identity: {
    traits: {
      [if 'email' in claims then 'email']: claims.email,
    },
  },
}
