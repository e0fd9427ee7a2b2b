// Small help on top of pages that work without it. No inline handlers, no eval, no storage of passwords.
(() => {
  "use strict";
  const PREFIX = "draft:";
  const MAX_ROWS = 500;
  const WIDE_PASTE = 6;
  const body = document.body;
  const user = body.dataset.user || "";

  // --- Forms are sent once -------------------------------------------------------------------------------------
  const release = (form) => {
    delete form.dataset.sent;
    for (const button of form.querySelectorAll("[data-was]")) {
      button.removeAttribute("aria-disabled");
      button.textContent = button.dataset.was;
      delete button.dataset.was;
    }
  };
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.hasAttribute("data-sign-out")) clearDrafts();
    if (form.method !== "post" || form.hasAttribute("data-repeat") || event.defaultPrevented) return;
    if (form.dataset.sent) { event.preventDefault(); return; }
    form.dataset.sent = "1";
    markSubmitted(form);
    const button = event.submitter;
    if (button && button.tagName === "BUTTON" && !button.children.length) {
      button.dataset.was = button.textContent;
      // Same size as before, or the link beside it slides under a second press and cancels the first.
      button.style.minWidth = `${button.offsetWidth}px`;
      button.textContent = "Đang gửi…";
      button.setAttribute("aria-disabled", "true");
    }
    // A download or a dropped connection leaves the page in place: let the person try again.
    setTimeout(() => release(form), 20000);
  });
  addEventListener("pageshow", (event) => { if (event.persisted) document.querySelectorAll("form[data-sent]").forEach(release); });

  // --- Typed data survives an expired session (form data-keep="name"), in this tab, for this person ----------------
  const keepable = (field) => field.name && field.name !== "csrfmiddlewaretoken" &&
    !["password", "file", "hidden", "submit", "button", "reset", "image"].includes(field.type) &&
    field.autocomplete !== "one-time-code" && !field.hasAttribute("data-no-keep");
  const storage = () => { try { return window.sessionStorage; } catch { return null; } };
  const keyOf = (form) => `${PREFIX}${form.dataset.keep}:${location.pathname}`;
  const read = (key) => { try { return JSON.parse(storage().getItem(key)); } catch { return null; } };
  const write = (key, value) => { try { storage().setItem(key, JSON.stringify(value)); } catch { /* full or refused */ } };
  const draftKeys = () => { const box = storage(); return box ? Object.keys(box).filter((key) => key.startsWith(PREFIX)) : []; };
  const clearDrafts = () => draftKeys().forEach((key) => storage().removeItem(key));
  const ticked = (field) => field.type === "checkbox" || field.type === "radio";
  const save = (form) => write(keyOf(form), {
    user, path: location.pathname, submitted: false, interrupted: false,
    fields: [...form.elements].filter(keepable).map((field) => [field.name, field.value, ticked(field) ? field.checked : null]),
  });
  const markSubmitted = (form) => {
    if (!form.dataset.keep) return;
    save(form);
    write(keyOf(form), { ...read(keyOf(form)), submitted: true });
  };
  const restore = (form, draft) => {
    const grid = form.querySelector("[data-grid]");
    let changed = false;
    for (const [name, value, checked] of draft.fields) {
      let matches = [...form.elements].filter((field) => field.name === name);
      if (!matches.length && grid) {
        while (!matches.length && addRow(grid)) matches = [...form.elements].filter((field) => field.name === name);
      }
      for (const field of matches.filter(keepable)) {
        if (ticked(field)) {
          if (field.value === value && field.checked !== checked) { field.checked = checked; changed = true; }
        } else if (field.value !== value) { field.value = value; changed = true; }
      }
    }
    return changed;
  };
  const announceDraft = (form, key) => {
    const notice = document.createElement("div");
    notice.className = "notice tone-info";
    notice.setAttribute("role", "status");
    const text = document.createElement("p");
    text.textContent = "Nội dung bạn đang nhập dở đã được điền lại. Mật khẩu và tệp phải chọn lại. ";
    const drop = document.createElement("button");
    drop.type = "button";
    drop.className = "button button--link";
    drop.textContent = "Bỏ nội dung này";
    drop.addEventListener("click", () => { storage().removeItem(key); form.reset(); notice.remove(); });
    notice.append(text, drop);
    form.prepend(notice);
  };
  const settleDrafts = () => {
    const interrupted = body.hasAttribute("data-interrupted");
    for (const key of draftKeys()) {
      const draft = read(key);
      if (!draft) storage().removeItem(key);
      else if (interrupted) write(key, { ...draft, interrupted: true });
      else if (user && draft.user !== user) storage().removeItem(key);
      else if (draft.submitted && !draft.interrupted && draft.path !== location.pathname) storage().removeItem(key);
    }
    if (interrupted) return;
    for (const form of document.querySelectorAll("form[data-keep]")) {
      const key = keyOf(form);
      const draft = read(key);
      // Sent and back on the same page: the server's own answer stands (saved, or shown again with errors).
      if (draft && draft.submitted && !draft.interrupted) storage().removeItem(key);
      else if (draft && restore(form, draft)) announceDraft(form, key);
      form.addEventListener("input", () => save(form));
      form.addEventListener("change", () => save(form));
    }
  };

  // --- The grid: cells copied from Excel ---------------------------------------------------------------------------
  const parseCells = (text) => {
    const rows = [[""]];
    let quoted = false;
    for (let i = 0; i < text.length; i++) {
      const char = text[i];
      const row = rows[rows.length - 1];
      if (quoted) {
        if (char === '"' && text[i + 1] === '"') { row[row.length - 1] += '"'; i++; }
        else if (char === '"') quoted = false;
        else row[row.length - 1] += char;
      } else if (char === '"' && row[row.length - 1] === "") quoted = true;
      else if (char === "\t") row.push("");
      else if (char === "\n") rows.push([""]);
      else if (char !== "\r") row[row.length - 1] += char;
    }
    if (rows.length > 1 && rows[rows.length - 1].length === 1 && rows[rows.length - 1][0] === "") rows.pop();
    return rows.map((row) => row.map((cell) => cell.normalize("NFC").replace(/\s+/g, " ").trim()));
  };
  const rowsOf = (grid) => [...grid.querySelectorAll("[data-grid-row]")];
  const cellsOf = (row) => [...row.querySelectorAll("td, .grid__cell")].map((cell) => cell.querySelector("input:not([type=hidden]), select, textarea"));
  const addRow = (grid) => {
    const rows = rowsOf(grid);
    const total = document.getElementById(`id_${grid.dataset.grid}-TOTAL_FORMS`);
    if (!rows.length || !total || rows.length >= MAX_ROWS) return null;
    const index = Number(total.value);
    const pattern = new RegExp(`(${grid.dataset.grid}-)\\d+(-)`);
    const row = rows[rows.length - 1].cloneNode(true);
    for (const element of row.querySelectorAll("*")) {
      for (const name of ["id", "name", "for", "aria-describedby"]) {
        const value = element.getAttribute(name);
        if (value) element.setAttribute(name, value.replaceAll(new RegExp(pattern, "g"), `$1${index}$2`));
      }
      if (element.matches(".errors")) { element.remove(); continue; }
      element.removeAttribute("aria-invalid");
      if (/_error$/.test(element.getAttribute("aria-describedby") || "")) element.removeAttribute("aria-describedby");
      if (ticked(element)) { element.checked = false; element.removeAttribute("checked"); }
      else if (element.matches("select")) { element.selectedIndex = 0; }
      else if (element.matches("input, textarea")) { element.removeAttribute("value"); element.value = element.dataset.default || ""; }
    }
    const number = row.querySelector(".grid__no");
    if (number && number.firstChild) number.firstChild.nodeValue = String(index + 1);
    for (const label of row.querySelectorAll("label")) label.textContent = label.textContent.replace(/dòng \d+/, `dòng ${index + 1}`);
    rows[rows.length - 1].after(row);
    total.value = String(index + 1);
    return row;
  };
  const fold = (text) => text.normalize("NFC").trim().toLocaleLowerCase("vi");
  const fill = (field, text) => {
    if (!field || field.readOnly || field.disabled) return false;
    if (field.type === "checkbox") field.checked = /^(x|1|có|true)$/i.test(text);
    else if (field.tagName === "SELECT") {
      const option = [...field.options].find((one) => fold(one.text) === fold(text) || one.value === text);
      if (!option) return false;
      field.value = option.value;
    } else if (field.type === "date") {
      const parts = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(text);
      field.value = parts ? `${parts[3]}-${parts[2].padStart(2, "0")}-${parts[1].padStart(2, "0")}` : text;
    } else field.value = text;
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.dispatchEvent(new Event("change", { bubbles: true }));
    return true;
  };
  document.addEventListener("paste", (event) => {
    const target = event.target;
    const grid = target.closest && target.closest("[data-grid]");
    const text = grid && event.clipboardData ? event.clipboardData.getData("text/plain") : "";
    if (!grid || !/[\t\n]/.test(text.trim())) return;
    event.preventDefault();
    const cells = parseCells(text);
    // Whole lines of the form: the server knows the columns of Excel's tables, and saves what it read.
    const wide = document.getElementById(grid.dataset.gridWide);
    if (wide && Math.max(...cells.map((line) => line.length)) >= WIDE_PASTE) {
      wide.value = text;
      wide.form.querySelector("button[name=paste]").click();
      return;
    }
    let row = target.closest("[data-grid-row]");
    const column = cellsOf(row).indexOf(target);
    let done = 0;
    let missed = 0;
    for (const line of cells) {
      row = row || addRow(grid);
      if (!row) { missed += line.length; continue; }
      const fields = cellsOf(row);
      line.forEach((value, offset) => { if (fill(fields[column + offset], value)) done++; else if (value) missed++; });
      row = row.nextElementSibling;
    }
    const status = grid.closest("form").querySelector("[data-grid-status]");
    if (status) status.textContent = `Đã dán ${done} ô từ ${cells.length} dòng.${missed ? ` Có ${missed} ô không nhận được: xem lại các ô chọn hoặc ô bị khóa.` : ""}`;
  });

  // --- A file that is too large is told before it is sent -----------------------------------------------------------
  document.addEventListener("change", (event) => {
    const box = event.target.type === "file" && event.target.closest("[data-max-bytes]");
    if (!box) return;
    const limit = Number(box.dataset.maxBytes);
    const large = [...event.target.files].find((file) => file.size > limit);
    const message = box.querySelector("[data-upload-error]");
    message.hidden = !large;
    message.textContent = large ? `Tệp “${large.name}” lớn hơn ${Math.floor(limit / 1048576)} MB. Hãy chọn tệp khác.` : "";
    if (large) event.target.value = "";
  });

  // --- Cards on narrow screens keep the meaning of a table; the error summary takes the focus ------------------------
  const prepare = (root) => {
    for (const table of root.querySelectorAll(".table")) {
      table.setAttribute("role", "table");
      for (const part of table.querySelectorAll("thead, tbody")) part.setAttribute("role", "rowgroup");
      for (const row of table.querySelectorAll("tr")) row.setAttribute("role", "row");
      for (const cell of table.querySelectorAll("td")) cell.setAttribute("role", "cell");
      for (const head of table.querySelectorAll("th")) head.setAttribute("role", head.scope === "row" ? "rowheader" : "columnheader");
    }
  };
  prepare(document);
  document.addEventListener("htmx:load", (event) => prepare(event.target));
  settleDrafts();
  const summary = document.querySelector("[data-error-summary]");
  if (summary) {
    summary.focus();
    summary.addEventListener("click", (event) => {
      const link = event.target.closest("a[href^='#']");
      const target = link && document.getElementById(link.getAttribute("href").slice(1));
      if (!target) return;
      const field = target.matches("input, select, textarea") ? target : target.querySelector("input, select, textarea");
      if (!field) return;
      event.preventDefault();
      field.focus();
      (document.querySelector(`label[for="${field.id}"]`) || field).scrollIntoView({ block: "center" });
    });
  }
  // The account menu closes on Escape and when the focus or a click leaves it.
  const menu = document.querySelector(".account details");
  if (menu) {
    document.addEventListener("click", (event) => { if (!menu.contains(event.target)) menu.open = false; });
    menu.addEventListener("keydown", (event) => { if (event.key === "Escape") { menu.open = false; menu.querySelector("summary").focus(); } });
    menu.addEventListener("focusout", (event) => { if (event.relatedTarget && !menu.contains(event.relatedTarget)) menu.open = false; });
  }
})();
