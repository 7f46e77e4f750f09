/**
 * Reactions are messages, but show on the one they are about: of each side the latest counts, an empty one takes it back.
 * @returns {{list: object[], reactions: Map<string, {direction: string, emoji: string}[]>}}
 */
export function foldReactions(messages) {
  const bySide = new Map();
  for (const message of messages) {
    if (!message.reaction || !message.replyTo) continue;
    const sides = bySide.get(message.replyTo) ?? {};
    sides[message.direction] = message.reaction.removed ? "" : message.reaction.emoji;
    bySide.set(message.replyTo, sides);
  }
  const reactions = new Map(
    [...bySide].map(([id, sides]) => [
      id,
      Object.entries(sides)
        .filter(([, emoji]) => emoji)
        .map(([direction, emoji]) => ({ direction, emoji })),
    ]),
  );
  return { list: messages.filter((message) => !message.reaction), reactions };
}
