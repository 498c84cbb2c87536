// Sorting and filtering for table.sortable. Without JavaScript the table simply reads.
(() => {
  "use strict";
  const collator = new Intl.Collator("en-GB", { numeric: true, sensitivity: "base" });

  // What a cell sorts by: data-sort if it has one, its number, or its words. Symbols such as [c]
  // and empty cells have no order, and stay at the end either way.
  function key(row, column) {
    const cell = row.cells[column];
    const text = (cell?.dataset.sort ?? cell?.textContent ?? "").trim();
    if (!text || text.startsWith("[")) return null;
    const number = Number(text.replace(/[,%£\s]/g, "").replace("−", "-"));
    return Number.isNaN(number) ? text : number;
  }

  function compare(a, b) {
    if (typeof a === "number" && typeof b === "number") return a - b;
    return collator.compare(String(a), String(b));
  }

  // Every row but the headings of groups (tr.group), which stay where they are.
  const figures = (body) => [...body.rows].filter((row) => !row.classList.contains("group"));

  function sort(body, column, direction) {
    const rows = figures(body).map((row) => ({ row, key: key(row, column) }));
    rows.sort((a, b) => {
      if (a.key === null || b.key === null) return (a.key === null) - (b.key === null);
      return direction * compare(a.key, b.key);
    });
    body.append(...rows.map(({ row }) => row));
  }

  function makeSortable(table) {
    const heads = [...table.tHead.rows[table.tHead.rows.length - 1].cells];
    heads.forEach((head, column) => {
      if (head.hasAttribute("data-unsorted")) return;
      const button = document.createElement("button");
      button.type = "button";
      button.append(...head.childNodes);
      head.append(button);
      button.addEventListener("click", () => {
        const direction = head.getAttribute("aria-sort") === "ascending" ? -1 : 1;
        heads.forEach((other) => other.removeAttribute("aria-sort"));
        head.setAttribute("aria-sort", direction > 0 ? "ascending" : "descending");
        [...table.tBodies].forEach((body) => sort(body, column, direction));
      });
    });
  }

  function field(label, control) {
    const box = document.createElement("label");
    box.append(label, control);
    return box;
  }

  function chooser(values) {
    const select = document.createElement("select");
    select.append(new Option("All", ""), ...values.map((value) => new Option(value, value)));
    return select;
  }

  // One chooser for each heading with data-filter, and one box for words anywhere in a row.
  function makeFilterable(table) {
    const rows = [...table.tBodies].flatMap(figures);
    const heads = [...table.tHead.rows[table.tHead.rows.length - 1].cells];
    const value = (row, column) => {
      const cell = row.cells[column];
      return (cell?.dataset.filter ?? cell?.textContent ?? "").trim();
    };
    const form = document.createElement("form");
    form.className = "filters";
    form.setAttribute("role", "search");
    form.setAttribute("aria-label", `Filter: ${table.caption?.textContent.trim() ?? "table"}`);
    form.addEventListener("submit", (event) => event.preventDefault());

    const words = document.createElement("input");
    words.type = "search";
    form.append(field("Find", words));
    const choosers = heads.flatMap((head, column) => {
      if (!head.hasAttribute("data-filter")) return [];
      const listed = rows.flatMap((row) => value(row, column).split("|"));
      const values = [...new Set(listed.filter(Boolean))].sort(collator.compare);
      const select = chooser(values);
      form.append(field(head.dataset.filter || head.textContent.trim(), select));
      return [{ select, column }];
    });
    const count = document.createElement("output");
    form.append(count);

    function show() {
      const wanted = words.value.trim().toLowerCase();
      let shown = 0;
      for (const row of rows) {
        const fits =
          row.textContent.toLowerCase().includes(wanted) &&
          choosers.every(
            ({ select, column }) =>
              !select.value || value(row, column).split("|").includes(select.value),
          );
        row.hidden = !fits;
        shown += fits;
      }
      for (const body of table.tBodies) body.hidden = figures(body).every((row) => row.hidden);
      count.textContent = `${shown} of ${rows.length} shown`;
    }
    form.addEventListener("input", show);
    show();
    (table.closest(".scroll") ?? table).before(form);
  }

  document.querySelectorAll("table.sortable").forEach((table) => {
    if (!table.tHead) return;
    if (table.hasAttribute("data-filters")) makeFilterable(table);
    makeSortable(table);
  });
})();
