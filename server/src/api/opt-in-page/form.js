// The only script of a public form: sends it, shows what to do next, tells the page around it how tall it is.
(() => {
  const main = document.getElementById("main");
  const form = document.getElementById("opt-in");
  const result = document.getElementById("result");
  const data = JSON.parse(main.dataset.form);

  const tellHeight = () => {
    if (window.parent === window) return;
    // Only a height: it may be known to whoever shows the form.
    const height = Math.ceil(main.getBoundingClientRect().height);
    window.parent.postMessage({ type: "ponte:opt-in", height }, "*");
  };
  new ResizeObserver(tellHeight).observe(main);
  if (!form || !data.action) return;

  const inputs = [...form.querySelectorAll("[data-key]")];
  const button = form.querySelector("button");
  const consent = document.getElementById("consent");
  const submitLabel = button.textContent;

  const say = (id, text) => {
    const line = document.getElementById(id);
    line.textContent = text;
    line.hidden = !text;
  };
  const mark = (input, text) => {
    input.setAttribute("aria-invalid", String(Boolean(text)));
    say(`${input.id}-error`, text);
  };

  const element = (tag, text, attributes = {}) => {
    const made = document.createElement(tag);
    if (text) made.textContent = text;
    for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
    return made;
  };

  const goOn = () => {
    if (data.redirect) window.top.location.href = data.redirect;
  };

  const show = (answer) => {
    form.hidden = true;
    result.hidden = false;
    if (answer.next === "open_whatsapp") {
      const link = element("a", data.words.openButton, {
        href: answer.url,
        class: "button",
        target: "_blank",
        rel: "noopener",
      });
      link.addEventListener("click", () => setTimeout(goOn, 500));
      const scan = element("figure");
      scan.append(
        element("img", "", { src: answer.qr, alt: data.words.scan }),
        element("figcaption", data.words.scan),
      );
      result.replaceChildren(
        element("h2", data.words.openTitle),
        element("p", data.done || data.words.openText),
        link,
        scan,
      );
    } else {
      result.replaceChildren(
        element("h2", data.words.checkTitle),
        element("p", data.done || data.words.checkText),
      );
      if (data.redirect) setTimeout(goOn, 1500);
    }
    result.focus();
  };

  const refuse = async (response) => {
    const { error } = await response.json().catch(() => ({ error: {} }));
    if (error?.code === "form_changed") say("form-error", data.words.changed);
    else if (response.status === 429) say("form-error", data.words.tooOften);
    else if (error?.code === "wrong_fields") {
      const wrong = new Set((error.details ?? []).map((one) => one.path));
      for (const input of inputs) mark(input, wrong.has(input.dataset.key) ? data.words.wrong : "");
      inputs.find((input) => wrong.has(input.dataset.key))?.focus();
    } else say("form-error", data.words.failed);
  };

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    say("form-error", "");
    for (const input of inputs) {
      const missing = input.required && !input.value.trim();
      mark(input, missing ? data.words.missing : input.checkValidity() ? "" : data.words.wrong);
    }
    say("consent-error", consent.checked ? "" : data.words.consentNeeded);
    const first =
      inputs.find((input) => input.getAttribute("aria-invalid") === "true") ??
      (consent.checked ? null : consent);
    if (first) return first.focus();
    button.disabled = true;
    button.textContent = data.words.sending;
    try {
      const response = await fetch(data.action, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({
          answers: Object.fromEntries(inputs.map((input) => [input.dataset.key, input.value])),
          consent: true,
          consentVersion: data.version,
          language: data.language,
          page: data.page,
          website: form.elements.website.value,
        }),
      });
      if (response.ok) show(await response.json());
      else await refuse(response);
    } catch {
      say("form-error", data.words.failed);
    } finally {
      button.disabled = false;
      button.textContent = submitLabel;
    }
  });
})();
