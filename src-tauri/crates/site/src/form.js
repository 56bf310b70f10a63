// What a form of the site does beyond HTML: it says what is missing in the page's language, and lets nobody send it faster than a person
// writes. Without a script the browser says what is missing, and the field with the seconds stays empty.
for (const form of document.querySelectorAll("form[data-least-seconds]")) {
  const opened = performance.now();
  const words = form.dataset;
  const said = form.querySelector("[role=status]");
  let waits = false;

  form.addEventListener("invalid", ({ target }) => {
    target.setCustomValidity("");
    const { valueMissing, typeMismatch } = target.validity;
    if (valueMissing) target.setCustomValidity(target.type === "checkbox" ? words.unticked : words.missing);
    else if (typeMismatch) target.setCustomValidity(words.mistaken);
  }, true);
  form.addEventListener("input", ({ target }) => target.setCustomValidity(""));

  form.addEventListener("submit", (event) => {
    const seconds = (performance.now() - opened) / 1000;
    const wait = Number(words.leastSeconds) - seconds;
    if (wait > 0) {
      event.preventDefault();
      said.textContent = words.wait;
      if (!waits) setTimeout(() => form.requestSubmit(), wait * 1000 + 50);
      waits = true;
      return;
    }
    waits = false;
    said.textContent = "";
    const spent = form.elements.namedItem("form_seconds");
    if (spent) spent.value = Math.round(seconds);
  });
}
