// The number of views, as the counter has it now. Without a script the page shows the number that it was written with.
async function count(shown) {
  const { viewsUrl, viewsPointer, viewsBase, viewsWords } = shown.dataset;
  const answer = await fetch(viewsUrl, { credentials: "omit" });
  if (!answer.ok) return;
  const steps = viewsPointer.split("/").slice(1);
  const step = (value, name) => value?.[name.replaceAll("~1", "/").replaceAll("~0", "~")];
  const number = Number(steps.reduce(step, await answer.json()) ?? NaN);
  if (!Number.isSafeInteger(number) || number < 0) return;
  shown.textContent = viewsWords.replace("{count}", Number(viewsBase) + number);
  shown.hidden = false;
}

for (const shown of document.querySelectorAll("[data-views-url]")) count(shown).catch(() => {});
