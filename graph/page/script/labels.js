// Labels of the marks: as many as have room, the most important first, in screen pixels whatever the zoom.

const BREAK = 112; // CSS pixels: a longer name goes on two lines
const LONGEST = 150; // and is cut beyond this
const NAMED = 12; // entities named whatever is under their names
const FONTS = {
  en: "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'Noto Sans CJK TC', sans-serif",
  "zh-Hant": "'PingFang TC', 'Microsoft JhengHei', 'Noto Sans TC', 'Noto Sans CJK TC', system-ui, sans-serif",
  "zh-Hans": "'PingFang SC', 'Microsoft YaHei', 'Noto Sans SC', 'Noto Sans CJK SC', system-ui, sans-serif",
};
const fontOf = (size, weight = 400) => `${weight} ${size}px ${FONTS[data.languages[tongue]] || FONTS.en}`;
const measured = new Map(); // entity → its label's lines and size, for one language

function labelOf(context, entity) {
  if (!measured.has(entity)) {
    const rank = Math.sqrt(data.nodes[entity].w / index.heaviest);
    const size = 11.5 + 6 * rank;
    const font = fontOf(Math.round(size * 2) / 2, rank > 0.45 ? 650 : 450);
    context.font = font;
    const rows = broken(context, nameText(entity).replace(/\s+/g, " ").slice(0, 80));
    const width = Math.max(...rows.map((row) => context.measureText(row).width));
    measured.set(entity, { rows, font, size, width, height: rows.length * size * 1.18 });
  }
  return measured.get(entity);
}

// One line, or two of about the same length; what does not fit is cut with an ellipsis.
function broken(context, text) {
  const wide = (part) => context.measureText(part).width;
  if (wide(text) <= BREAK) return [text];
  const characters = Array.from(text);
  const spaces = characters.flatMap((character, at) => (character === " " ? [at] : []));
  const places = spaces.length ? spaces : [Math.ceil(characters.length / 2)];
  const middle = places.reduce((best, at) => (Math.abs(at - characters.length / 2) < Math.abs(best - characters.length / 2) ? at : best));
  return [characters.slice(0, middle), characters.slice(middle)].map((row) => cut(context, row.join("").trim()));
}

function cut(context, text) {
  if (context.measureText(text).width <= LONGEST) return text;
  const characters = Array.from(text);
  let [low, high] = [0, characters.length];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (context.measureText(`${characters.slice(0, middle).join("")}…`).width <= LONGEST) low = middle;
    else high = middle - 1;
  }
  return `${characters.slice(0, low).join("").trimEnd()}…`;
}

// Taken places of the screen, in cells, so that asking does not look at every box.
function newRoom() {
  const cells = new Map();
  const each = (box, act) => {
    for (let x = Math.floor(box[0] / 64); x <= Math.floor(box[2] / 64); x += 1)
      for (let y = Math.floor(box[1] / 64); y <= Math.floor(box[3] / 64); y += 1) if (act(x * 65537 + y) === false) return false;
    return true;
  };
  const meets = (a, b) => a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];
  return {
    // How many marks lie under a box; Infinity where a label does.
    covered: (box, own) => {
      const met = new Set();
      each(box, (cell) => (cells.get(cell) || []).forEach((taken) => taken[4] !== own && meets(taken, box) && met.add(taken[4])));
      return [...met].some((name) => typeof name === "string") ? Infinity : met.size;
    },
    free: (box, own) => each(box, (cell) => !(cells.get(cell) || []).some((taken) => taken[4] !== own && meets(taken, box))),
    take: (box, own) => each(box, (cell) => {
      if (!cells.has(cell)) cells.set(cell, []);
      cells.get(cell).push([...box, own]);
    }),
  };
}

// Choose the labels to draw: `order` by importance, `must` even where there is no room, within `view` [left, top, right,
// bottom], never over its edge. Gives {entity, label, dx, dy}: where the label's top middle is from the mark.
function arrangeLabels(context, order, must, toScreen, view) {
  const room = newRoom();
  const spots = order.map((entity) => ({ entity, ...toScreen(entity) }));
  for (const spot of spots) room.take([spot.x - spot.r, spot.y - spot.r, spot.x + spot.r, spot.y + spot.r], spot.entity);
  const named = view[2] - view[0] < 600 ? NAMED / 2 : NAMED;
  const within = (box) => box[0] >= view[0] && box[1] >= view[1] && box[2] <= view[2] && box[3] <= view[3];
  const chosen = [];
  for (const spot of spots) {
    const label = labelOf(context, spot.entity);
    const half = label.width / 2 + 2;
    const gap = spot.r + 3;
    const places = [[0, gap], [0, -gap - label.height], [gap + half, -label.height / 2], [-gap - half, -label.height / 2]];
    const boxes = places.map(([dx, dy]) => [spot.x + dx - half, spot.y + dy, spot.x + dx + half, spot.y + dy + label.height]);
    const seen = spot.x >= view[0] && spot.y >= view[1] && spot.x <= view[2] && spot.y <= view[3];
    let box = boxes.find((place) => room.free(place, spot.entity) && (!seen || within(place)));
    if (!box && (must.has(spot.entity) || chosen.length < named)) {
      // What matters most is named even in a crowd of marks: where it covers fewest.
      const cost = (place) => room.covered(place, spot.entity) + (within(place) ? 0 : 50);
      box = boxes.reduce((best, place) => (cost(place) < cost(best) ? place : best));
      if (!must.has(spot.entity) && room.covered(box, spot.entity) === Infinity) continue;
    }
    if (box) {
      room.take(box, `label ${spot.entity}`);
      chosen.push({ entity: spot.entity, label, dx: (box[0] + box[2]) / 2 - spot.x, dy: box[1] - spot.y });
    }
  }
  return { chosen, room };
}

function drawLabel(context, x, y, label, px, paint) {
  context.save();
  context.translate(x, y);
  context.scale(px, px);
  context.font = label.font;
  context.textAlign = "center";
  context.textBaseline = "top";
  context.lineJoin = "round";
  context.lineWidth = 4;
  context.strokeStyle = paint.paper;
  context.fillStyle = paint.ink;
  label.rows.forEach((row, at) => {
    context.strokeText(row, 0, at * label.size * 1.18);
    context.fillText(row, 0, at * label.size * 1.18);
  });
  context.restore();
}
