/** The shell command that triggers a campaign for one contact, with the properties that its message reads. */
export function triggerExample(publicUrl: string, campaignId: string, properties: readonly string[]): string {
  const recipient: Record<string, unknown> = { external_user_id: "customer-1" };
  if (properties.length > 0) {
    recipient.trigger_properties = Object.fromEntries(properties.map((name) => [name, "…"]));
  }
  const body = JSON.stringify({ campaign_id: campaignId, recipients: [recipient] }, null, 2);
  return [
    `curl -X POST ${publicUrl.replace(/\/$/u, "")}/campaigns/trigger/send \\`,
    `  -H "Authorization: Bearer $PONTE_API_KEY" \\`,
    `  -H "Content-Type: application/json" \\`,
    `  -d '${body.replaceAll("'", "'\\''").replaceAll("\n", "\n  ")}'`,
  ].join("\n");
}
