/** A small valid Flow: one question and a button that ends it. */
export function exampleFlow(title: string): Record<string, unknown> {
  return {
    version: "7.3",
    screens: [
      {
        id: "QUESTION",
        title: title.slice(0, 30),
        terminal: true,
        layout: {
          type: "SingleColumnLayout",
          children: [
            { type: "TextHeading", text: title.slice(0, 80) },
            {
              type: "Form",
              name: "form",
              children: [
                { type: "TextInput", name: "answer", label: "Resposta", required: true },
                {
                  type: "Footer",
                  label: "Enviar",
                  "on-click-action": { name: "complete", payload: { answer: "${form.answer}" } },
                },
              ],
            },
          ],
        },
      },
    ],
  };
}
