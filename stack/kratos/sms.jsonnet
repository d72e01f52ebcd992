// Shapes a text message for the mail sink.
function(ctx) {
  to: ctx.recipient,
  text: ctx.body,
}
