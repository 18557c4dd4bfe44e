/* Small helps on top of pages that work without them: words beside the pointer and arrow keys on charts, tables that sort,
   colours without a new page, files dropped on a field, and jobs that tell how far they are. No library. */
"use strict";

/* Charts: every part with data-tip says its values to pointer, finger and keyboard. */
const tip = document.createElement("div");
tip.className = "tip";
tip.setAttribute("role", "status");
tip.hidden = true;
document.body.append(tip);
let marked = null;

function say(part, x, y) {
  if (marked !== part) {
    if (marked) marked.classList.remove("on");
    marked = part;
    tip.replaceChildren();
    if (part) {
      part.classList.add("on");
      part.dataset.tip.split("\n").forEach((line, place) => {
        const row = document.createElement(place ? "div" : "strong");
        row.textContent = line;
        tip.append(row);
      });
    }
  }
  tip.hidden = !part;
  if (!part) return;
  const left = Math.min(x + 14, document.documentElement.clientWidth - tip.offsetWidth - 8);
  tip.style.left = `${Math.max(8, left) + scrollX}px`;
  tip.style.top = `${Math.max(8, y - tip.offsetHeight - 12) + scrollY}px`;
}

function sayFromKeys(picture, step) {
  const parts = [...picture.querySelectorAll("[data-tip]")];
  const from = parts.indexOf(marked);
  const part = parts[from < 0 ? (step > 0 ? 0 : parts.length - 1) : Math.min(Math.max(from + step, 0), parts.length - 1)];
  const box = part.getBoundingClientRect();
  say(part, box.left + box.width / 2, Math.max(box.top, picture.getBoundingClientRect().top) + 24);
}

for (const picture of document.querySelectorAll(".pic")) {
  if (!picture.querySelector("[data-tip]")) continue;
  picture.setAttribute("tabindex", "0");
  picture.addEventListener("pointermove", (event) => say(event.target.closest("[data-tip]"), event.clientX, event.clientY));
  picture.addEventListener("pointerleave", () => say(null));
  picture.addEventListener("blur", () => say(null));
  picture.addEventListener("click", (event) => visit(event.target.closest("[data-href]")));
  picture.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (step) sayFromKeys(picture, step);
    else if (event.key === "Escape") say(null);
    else if (event.key === "Enter") visit(marked && marked.closest("[data-href]"));
    else return;
    event.preventDefault();
  });
}

function visit(part) {
  if (part) location.assign(part.dataset.href);
}

/* Tables: headings become buttons. Empty cells stay at the end whichever way. */
function value(row, place) {
  const cell = row.cells[place];
  const given = cell.dataset.sort;
  if (given === undefined) return cell.textContent.trim();
  return given === "" ? null : Number(given);
}

function sortBy(table, heading, place) {
  const falling = heading.getAttribute("aria-sort") ? heading.getAttribute("aria-sort") === "ascending" : heading.classList.contains("n");
  for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
  heading.setAttribute("aria-sort", falling ? "descending" : "ascending");
  const language = document.documentElement.lang;
  const rows = [...table.tBodies[0].rows].sort((one, other) => {
    const a = value(one, place), b = value(other, place);
    if (a === null || a === "" || b === null || b === "") return (a === null || a === "") - (b === null || b === "");
    const order = typeof a === "number" && typeof b === "number" ? a - b : String(a).localeCompare(String(b), language);
    return falling ? -order : order;
  });
  table.tBodies[0].append(...rows);
}

for (const table of document.querySelectorAll("table[data-sortable]")) {
  [...table.tHead.rows[0].cells].forEach((heading, place) => {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...heading.childNodes);
    heading.append(button);
    button.addEventListener("click", () => sortBy(table, heading, place));
  });
}

/* Colours: the same cookie that the form sets, without loading the page again. */
for (const form of document.querySelectorAll("form.theme")) {
  form.addEventListener("submit", (event) => {
    const theme = event.submitter ? event.submitter.value : "";
    event.preventDefault();
    document.cookie = `theme=${theme}; path=/; samesite=lax; max-age=${theme ? 31536000 : 0}`;
    if (theme) document.documentElement.dataset.theme = theme;
    else delete document.documentElement.dataset.theme;
    for (const button of form.querySelectorAll("button")) button.setAttribute("aria-pressed", String(button.value === theme));
  });
}

/* Files: what is dropped on a .drop lands in its field. */
for (const place of document.querySelectorAll(".drop")) {
  const field = place.querySelector("input[type=file]");
  for (const name of ["dragover", "dragleave", "drop"]) {
    place.addEventListener(name, (event) => {
      event.preventDefault();
      place.classList.toggle("over", name === "dragover");
      if (name === "drop" && event.dataTransfer.files.length) {
        field.files = event.dataTransfer.files;
        field.dispatchEvent(new Event("change", { bubbles: true }));
      }
    });
  }
}

/* Jobs: the part of the page with data-poll is asked for again until it has none; then the whole page is. */
async function follow(part) {
  let wait = 1000;
  while (part.dataset.poll) {
    await new Promise((go) => setTimeout(go, wait));
    if (document.hidden) continue;
    try {
      const answer = await fetch(part.dataset.poll, { credentials: "same-origin" });
      if (answer.redirected || answer.status === 403) return location.reload();
      if (!answer.ok) throw new Error(answer.status);
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const fresh = page.getElementById(part.id);
      part.replaceWith(fresh);
      part = fresh;
      wait = 1000;
    } catch {
      wait = Math.min(wait * 2, 15000);
    }
  }
  location.reload();
}

for (const part of document.querySelectorAll("[data-poll]")) follow(part);

/* Uploads: a file that would be refused for its size is not sent in the first place. */
for (const form of document.querySelectorAll("form[data-limit]")) {
  const field = form.querySelector("input[type=file]");
  const said = form.querySelector("[data-too-large]");
  const tooLarge = () => [...field.files].some((file) => file.size > Number(form.dataset.limit));
  field.addEventListener("change", () => { said.hidden = !tooLarge(); });
  form.addEventListener("submit", (event) => {
    if (tooLarge()) {
      event.preventDefault();
      field.focus();
    }
  });
}
