// Pictures open large in a dialog: arrows turn the pages, Enter or a press enlarges, Escape closes.
// Without this file the link opens the picture itself.
const WINDOW = `<button class="zoom-picture" type="button"><img alt=""></button>
<div class="zoom-bar"><button class="btn btn--small" type="button" data-step="-1">Previous</button>
<span class="mono" aria-live="polite"></span>
<button class="btn btn--small" type="button" data-step="1">Next</button>
<button class="btn btn--small" type="button" data-close>Close</button></div>`;

let dialog, frame, image;
let links = [];
let current = 0;

const isLarge = () => frame.getAttribute("aria-pressed") === "true";

function enlarge(large) {
  frame.setAttribute("aria-pressed", large);
  frame.setAttribute("aria-label", `${image.alt}: ${large ? "show whole" : "enlarge"}`);
}

function show(number) {
  current = (number + links.length) % links.length;
  const link = links[current];
  image.src = link.href;
  image.alt = link.querySelector("img").alt;
  frame.className = ["zoom-picture", ...[...link.classList].filter((name) => name.startsWith("tint-"))].join(" ");
  dialog.querySelector(".mono").textContent = `${current + 1} of ${links.length}`;
  for (const button of dialog.querySelectorAll("[data-step]")) button.hidden = links.length < 2;
  enlarge(false);
}

function build() {
  dialog = document.createElement("dialog");
  dialog.className = "zoom";
  dialog.setAttribute("aria-label", "Pictures");
  dialog.innerHTML = WINDOW;
  frame = dialog.querySelector(".zoom-picture");
  image = frame.querySelector("img");
  document.body.append(dialog);

  dialog.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (event.target === dialog || button?.hasAttribute("data-close")) dialog.close();
    else if (button?.dataset.step) show(current + Number(button.dataset.step));
    else if (button === frame) enlarge(!isLarge());
  });
  dialog.addEventListener("keydown", (event) => {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (step && links.length > 1 && !isLarge()) show(current + step);
  });
  dialog.addEventListener("close", () => links[current]?.focus());
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("[data-zoom]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  if (!dialog) build();
  links = [...document.querySelectorAll("[data-zoom]")];
  show(links.indexOf(link));
  dialog.showModal();
  frame.focus();
});
