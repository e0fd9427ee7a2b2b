// A scanner ends every number with Enter: go to the next empty line instead of sending the form.
(() => {
  "use strict";
  document.addEventListener("keydown", (event) => {
    const field = event.target;
    if (event.key !== "Enter" || !field.matches || !field.matches("[data-scan]")) return;
    event.preventDefault();
    const fields = [...field.form.querySelectorAll("[data-scan]")];
    const later = fields.slice(fields.indexOf(field) + 1);
    const next = later.find((one) => !one.value) || later[0];
    if (next) next.focus();
    else field.form.querySelector("[data-scan-done]").focus();
  });
})();
