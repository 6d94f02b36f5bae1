// Beginning: unpack, build the frame, and show what the address asks for.

function paintFrame(changed) {
  if (changed.has("theme")) {
    const theme = state.theme || (window.matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");
    document.documentElement.dataset.theme = theme;
    byId("theme").setAttribute("aria-pressed", String(theme === "dark"));
    choosePaint(theme);
  }
  if (changed.has("language")) {
    tongue = Math.max(0, data.languages.indexOf(state.language || readersLanguage()));
    document.documentElement.lang = data.languages[tongue];
    measured.clear();
    speak();
    const entities = sayCount("entity-count", data.entities.length);
    byId("counts").textContent = [sayCount("claim-count", data.claims.length), entities, sayCount("document-count", data.documents.length)].join(" · ");
    byId("stage").setAttribute("aria-label", say("stage", { entities }));
    if (data.documents.length !== 1) byId("title").textContent = document.title = say("title");
    for (const choice of byId("languages").children) choice.setAttribute("aria-pressed", String(choice.lang === data.languages[tongue]));
    byId("empty")?.replaceChildren(make("strong", {}, say("empty")), make("p", {}, say("empty-next")));
  }
}

function readersLanguage() {
  for (const wanted of navigator.languages || []) {
    if (/^zh\b.*(hant|tw|hk|mo)/i.test(wanted)) return "zh-Hant";
    if (/^zh/i.test(wanted)) return "zh-Hans";
    if (/^en/i.test(wanted)) return "en";
  }
  return "en";
}

function paintStage(changed) {
  if (state.view !== "graph" || !data.nodes.length) return;
  if (!stage.network) {
    raiseStage();
    changed = new Set([...changed, "entity"]);
  } else if (changed.has("theme")) stage.marks.update([...stage.shown].map((id) => ({ id, ...markStyle(id) })));
  const near = focus();
  if (changed.has("entity") || changed.has("pair") || changed.has("claim") || changed.has("view")) {
    const fresh = near ? [...near.near].slice(0, 300).filter((entity) => !stage.shown.has(entity)) : [];
    if (fresh.length) hold([...stage.shown, ...fresh]);
    stage.network.unselectAll();
    if (near) {
      stage.network.selectNodes(near.chosen, false);
      if (state.entity !== null) stage.cursor = state.entity;
      stage.stayed = stage.still && stage.touched && byId("stage").clientWidth >= 600;
      // The panel has just taken its room: look again once the stage has its new size.
      requestAnimationFrame(() => requestAnimationFrame(() => {
        if (state.view !== "graph") return;
        if (!stage.stayed) goTo([...near.near].slice(0, 60));
        else if (near.chosen.some(outOfView)) moveTo(stage.spots[near.chosen[0]], stage.scale);
      }));
    }
  }
  dim();
  stage.network.redraw();
}

function outOfView(entity) {
  const { x, y } = stage.network.canvasToDOM(stage.spots[entity]);
  const box = byId("stage");
  return x < 50 || y < 40 || x > box.clientWidth - 50 || y > box.clientHeight - 50;
}

function listenFrame() {
  byId("to-graph").addEventListener("click", () => change({ view: "graph" }));
  byId("to-table").addEventListener("click", () => change({ view: "table" }));
  byId("to-ledger").addEventListener("click", () => change({ view: "ledger" }));
  byId("skip").addEventListener("click", () => {
    change({ view: "table" });
    byId("claim-rows").focus();
  });
  byId("theme").addEventListener("click", () => change({ theme: document.documentElement.dataset.theme === "dark" ? "light" : "dark" }, false));
  byId("close-panel").addEventListener("click", closePanel);
  byId("to-legend").addEventListener("click", () => showLegend(!document.body.classList.contains("with-legend")));
  byId("close-legend").addEventListener("click", () => showLegend(false));
  byId("zoom-in").addEventListener("click", () => zoomBy(1.35));
  byId("zoom-out").addEventListener("click", () => zoomBy(1 / 1.35));
  byId("zoom-fit").addEventListener("click", () => showAll());
  window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => state.theme || paint(["theme"]));
  const names = { en: ["EN", "EN – English"], "zh-Hant": ["繁", "繁體中文"], "zh-Hans": ["简", "简体中文"] };
  fill(byId("languages"), ...Object.entries(names).map(([language, [short, long]]) => button(short, () => change({ language }, false), { lang: language, "aria-label": long, title: long })));
}

async function start() {
  try {
    data = await unpack();
  } catch (error) {
    byId("too-old").hidden = false;
    throw error;
  }
  arrange();
  prepareSearch();
  listenFrame();
  listenSearch();
  listenKeys();
  if (!data.claims.length) byId("graph").append(make("div", { id: "empty" }));
  painters.push(paintFrame, paintTable, paintLedger, paintPanel, paintLegend, paintStage, (changed) => changed.has("theme") && redrawDrawings());
  Object.assign(state, readAddress());
  written = location.hash;
  paint(Object.keys(state));
  document.documentElement.dataset.ready = "yes";
}

start();
