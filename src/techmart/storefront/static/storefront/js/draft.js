// What was typed survives a detour to the cart or a closed tab of this session. It never leaves the browser.
const PRIVATE = new Set(["csrfmiddlewaretoken", "total", "update", "code", "refused"]);

for (const form of document.querySelectorAll("[data-draft]")) {
  const key = `draft:${form.dataset.draft}`;
  const typed = JSON.parse(sessionStorage.getItem(key) ?? "{}");

  for (const [name, value] of Object.entries(typed)) {
    const control = form.elements[name];
    if (control instanceof HTMLInputElement && control.value === "") control.value = value;
    // Another country or way of sending has another price: the shop is asked, as when it is chosen by hand.
    const chosen = control instanceof RadioNodeList ? [...control].find((radio) => radio.value === value) : null;
    if (chosen && !chosen.checked) chosen.click();
    if (control instanceof HTMLSelectElement && control.value !== value) {
      control.value = value;
      control.dispatchEvent(new Event("change", { bubbles: true }));
    }
  }

  form.addEventListener("input", () => {
    const fields = [...new FormData(form)].filter(([name]) => !PRIVATE.has(name));
    sessionStorage.setItem(key, JSON.stringify(Object.fromEntries(fields)));
  });
}
