// A control that acts as soon as it is changed; its button is then needless.
for (const control of document.querySelectorAll("[data-submit-on-change]")) {
  control.form.querySelector("[data-needless]")?.setAttribute("hidden", "");
  control.addEventListener("change", () => control.form.requestSubmit());
}
