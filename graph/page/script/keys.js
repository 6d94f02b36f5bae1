// The keyboard: everything a pointer can do.

function listenKeys() {
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("input, select, textarea");
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === "/" && !typing) {
      byId("query").focus();
      event.preventDefault();
    } else if (event.key === "Escape" && document.body.classList.contains("with-legend")) showLegend(false);
    else if (event.key === "Escape" && focus()) closePanel();
  });
  byId("stage").addEventListener("keydown", onStageKey);
  for (const turn of ["focus", "blur"]) byId("stage").addEventListener(turn, () => stage.network && stage.network.redraw());
}

const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

function onStageKey(event) {
  if (!stage.network || event.altKey || event.ctrlKey || event.metaKey) return;
  if (ARROWS[event.key]) step(...ARROWS[event.key]);
  else if (event.key === "." || event.key === ",") nextLine(event.key === "." ? 1 : -1);
  else if (event.key === "Enter" || event.key === " ") openMarked();
  else if (event.key === "+" || event.key === "=") zoomBy(1.35);
  else if (event.key === "-") zoomBy(1 / 1.35);
  else if (event.key === "0") showAll();
  else return;
  event.preventDefault();
}

function zoomBy(factor) {
  stage.touched = true;
  moveTo(stage.going || stage.network.getViewPosition(), stage.scale * factor);
}

// To the nearest entity in a direction: what is straight ahead counts as nearer than what is aside.
function step(dx, dy) {
  stage.line = null;
  if (stage.cursor === null) stage.cursor = state.entity ?? index.rank[0] ?? null;
  else {
    const from = stage.spots[stage.cursor];
    let [best, found] = [Infinity, null];
    for (const entity of stage.shown) {
      const [x, y] = [stage.spots[entity].x - from.x, stage.spots[entity].y - from.y];
      const ahead = x * dx + y * dy;
      const cost = ahead + 2.5 * Math.abs(x * dy - y * dx);
      if (ahead > 0.5 && cost < best) [best, found] = [cost, entity];
    }
    if (found !== null) stage.cursor = found;
  }
  if (stage.cursor === null) return;
  keepInView(stage.cursor);
  stage.labels = null;
  stage.network.redraw();
  const entity = stage.cursor;
  announce(say("at-entity", { name: nameText(entity), type: typeLabel(entity), claims: sayCount("claim-count", index.claims[entity].length) }));
}

function keepInView(entity) {
  const { x, y } = stage.network.canvasToDOM(stage.spots[entity]);
  const box = byId("stage");
  if (x < 30 || y < 30 || x > box.clientWidth - 30 || y > box.clientHeight - 30) moveTo(stage.spots[entity], stage.network.getScale());
}

function nextLine(by) {
  const entity = stage.cursor ?? state.entity;
  if (entity === null) return;
  const lines = index.lines[entity].filter((place) => shownLine(data.lines[place]));
  if (!lines.length) return;
  const at = lines.indexOf(stage.line);
  stage.line = lines[at < 0 ? (by > 0 ? 0 : lines.length - 1) : (at + by + lines.length) % lines.length];
  const claim = data.claims[data.lines[stage.line].claims[0]];
  announce(make("p", {}, ...sentence(claim)).textContent + (claim.modality === "fact" ? "" : `, ${termLabel("modalities", claim.modality)}`));
  stage.network.redraw();
}

function openMarked() {
  if (stage.line !== null) {
    const line = data.lines[stage.line];
    choosePair(line.from, line.to, line.claims[0]);
  } else if (stage.cursor !== null) chooseEntity(stage.cursor);
  else return;
  focusPanel();
}

function closePanel() {
  const back = byId("panel").contains(document.activeElement);
  chooseNothing();
  if (back) byId({ graph: "stage", table: "claim-rows", ledger: "ledger" }[state.view]).focus();
}
