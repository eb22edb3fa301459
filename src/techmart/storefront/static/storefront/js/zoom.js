// Pictures open large in a dialog: arrows turn the pages, Enter or a press enlarges, Escape closes.
// Without this file the link opens the picture itself.
const dialog = document.getElementById("zoom");
const frame = dialog.querySelector(".zoom-picture");
const image = frame.appendChild(document.createElement("img"));
let links = [];
let current = 0;

const isLarge = () => frame.getAttribute("aria-pressed") === "true";

function enlarge(large) {
  frame.setAttribute("aria-pressed", large);
  frame.setAttribute("aria-label", `${image.alt}: ${large ? dialog.dataset.whole : dialog.dataset.enlarge}`);
}

function show(number) {
  current = (number + links.length) % links.length;
  const link = links[current];
  image.src = link.href;
  image.alt = link.querySelector("img").alt;
  frame.className = ["zoom-picture", ...[...link.classList].filter((name) => name.startsWith("tint-"))].join(" ");
  const count = dialog.dataset.count.replace("{number}", current + 1).replace("{all}", links.length);
  dialog.querySelector(".mono").textContent = count;
  for (const button of dialog.querySelectorAll("[data-step]")) button.hidden = links.length < 2;
  enlarge(false);
}

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

document.addEventListener("click", (event) => {
  const link = event.target.closest("[data-zoom]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  links = [...document.querySelectorAll("[data-zoom]")];
  show(links.indexOf(link));
  dialog.showModal();
  frame.focus();
});
