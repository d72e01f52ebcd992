// Maps what Acme says about a person to traits: email, its verification, and the name.
// Kratos leaves `email_verified` out where it is false.
local claims = { email_verified: false } + std.extVar('claims');

{
  identity: {
    traits: {
      [if 'email' in claims then 'email']: claims.email,
      [if 'given_name' in claims || 'family_name' in claims then 'name']: {
        [if 'given_name' in claims then 'first']: claims.given_name,
        [if 'family_name' in claims then 'last']: claims.family_name,
      },
    },
    [if 'email' in claims && claims.email_verified then 'verified_addresses']: [
      { via: 'email', value: claims.email },
    ],
  },
}
