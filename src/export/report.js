"use strict";
(() => {
  const form = document.getElementById("filters");
  const box = (id) => document.getElementById(id);
  const items = [...document.querySelectorAll(".item")].map((node) => ({
    node,
    units: JSON.parse(node.dataset.units || "[]"),
    text: node.textContent.toLowerCase(),
    findings: [...node.querySelectorAll(".finding")],
  }));
  const sections = [...document.querySelectorAll("h2.section")];
  const tiles = [...document.querySelectorAll("[data-filter]")];

  const wanted = () => ({
    severities: tiles.filter((t) => t.getAttribute("aria-pressed") === "true").map((t) => t.dataset.filter),
    rule: box("rule").value,
    unit: box("unit").value,
    text: box("q").value.trim().toLowerCase(),
    only: box("only").checked,
  });

  const fits = (finding, want) =>
    (!want.severities.length || want.severities.includes(finding.dataset.severity)) &&
    (!want.rule || finding.dataset.code === want.rule);

  const filter = () => {
    const want = wanted();
    const byFinding = want.severities.length > 0 || want.rule !== "";
    let shown = 0;
    for (const item of items) {
      let fitting = 0;
      for (const finding of item.findings) {
        finding.hidden = !fits(finding, want);
        fitting += finding.hidden ? 0 : 1;
      }
      item.node.hidden =
        ((byFinding || want.only) && fitting === 0) ||
        (want.unit !== "" && !item.units.includes(want.unit)) ||
        (want.text !== "" && !item.text.includes(want.text));
      shown += item.node.hidden ? 0 : 1;
    }
    for (const section of sections) section.hidden = !leads(section);
    const out = box("shown");
    out.textContent = out.dataset.text.replace("{n}", shown).replace("{all}", items.length);
  };

  const leads = (section) => {
    for (let next = section.nextElementSibling; next && !next.matches("h2.section"); next = next.nextElementSibling) {
      if (next.matches(".item") && !next.hidden) return true;
    }
    return false;
  };

  const step = (by) => {
    const seen = items.filter((i) => !i.node.hidden).flatMap((i) => i.findings).filter((f) => !f.hidden);
    if (!seen.length) return;
    const here = seen.indexOf(document.activeElement);
    const next = seen[here < 0 ? (by > 0 ? 0 : seen.length - 1) : (here + by + seen.length) % seen.length];
    const holder = next.closest("details");
    if (holder) holder.open = true;
    next.focus({ preventScroll: true });
    next.scrollIntoView({ block: "center" });
  };

  const open = () => {
    const id = decodeURIComponent(location.hash.slice(1));
    const target = id && document.getElementById(id);
    const holder = target && target.closest(".item");
    if (!holder) return;
    // What a link leads to is shown, whatever the filters say.
    holder.hidden = target.hidden = false;
    holder.open = true;
    if (target.matches(".finding")) target.focus({ preventScroll: true });
    target.scrollIntoView({ block: target.matches(".finding") ? "center" : "start" });
  };

  const line = box("link");

  // A line between the two places of a moved sentence, while one of its links is pointed at or in focus.
  const connect = (pair) => {
    const ends = [...document.querySelectorAll(`.moved[data-pair="${pair}"]`)].filter((end) => end.getClientRects().length);
    ends.forEach((end) => end.classList.add("lit"));
    if (ends.length < 2) return;
    const [a, b] = ends.slice(0, 2).map((end) => end.getBoundingClientRect());
    const [x1, y1] = [a.left + a.width / 2 + scrollX, a.bottom + scrollY];
    const [x2, y2] = [b.left + b.width / 2 + scrollX, b.top + scrollY];
    const middle = (y1 + y2) / 2;
    line.firstChild.setAttribute("d", `M${x1},${y1} C${x1},${middle} ${x2},${middle} ${x2},${y2}`);
  };

  const disconnect = () => {
    document.querySelectorAll(".moved.lit").forEach((end) => end.classList.remove("lit"));
    line.firstChild.setAttribute("d", "");
  };

  for (const end of document.querySelectorAll(".moved")) {
    for (const on of ["mouseenter", "focus"]) end.addEventListener(on, () => { disconnect(); connect(end.dataset.pair); });
    for (const off of ["mouseleave", "blur"]) end.addEventListener(off, disconnect);
  }
  for (const kind of document.querySelectorAll("[data-rule]")) {
    kind.addEventListener("click", () => {
      for (const tile of tiles) tile.setAttribute("aria-pressed", "false");
      box("rule").value = kind.dataset.rule;
      filter();
    });
  }
  for (const tile of tiles) {
    tile.addEventListener("click", () => {
      tile.setAttribute("aria-pressed", String(tile.getAttribute("aria-pressed") !== "true"));
      filter();
    });
  }
  form.addEventListener("input", filter);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => {
    for (const tile of tiles) tile.setAttribute("aria-pressed", "false");
    setTimeout(filter);
  });
  box("expand").addEventListener("click", () => {
    const details = items.map((i) => i.node).filter((n) => n.matches("details"));
    const all = details.every((n) => n.open);
    for (const node of details) node.open = !all;
  });
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches("input, select, textarea")) {
      if (event.key === "Escape") event.target.blur();
      return;
    }
    const keys = { j: () => step(1), k: () => step(-1), "/": () => box("q").focus() };
    if (keys[event.key]) {
      event.preventDefault();
      keys[event.key]();
    }
  });
  addEventListener("hashchange", open);
  addEventListener("beforeprint", () => items.forEach((i) => i.findings.length && (i.node.open = true)));

  form.hidden = false;
  filter();
  open();
})();
