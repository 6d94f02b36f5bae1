// The page's data: unpacked once, then only read. Entities, claims and documents are named by their places.

let data = null; // as graph/page/island.py writes it
const index = {}; // what is looked up often: see arrange()

async function unpack() {
  const packed = Uint8Array.from(atob(byId("island").textContent.trim()), (character) => character.charCodeAt(0));
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
  return JSON.parse(await new Response(stream).text());
}

function arrange() {
  const lists = () => data.entities.map(() => []);
  index.claims = lists(); // entity → claims with it as subject or object
  index.said = lists(); // entity → claims it is the speaker of
  index.lines = lists(); // entity → lines that touch it
  index.claim = new Map(data.claims.map((claim, place) => [claim.id, place]));
  index.entity = new Map(data.entities.map((entity, place) => [entity.id, place]));
  data.claims.forEach((claim, place) => {
    claim.modality = claim.modality || "fact";
    claim.review = claim.review || "extracted";
    claim.e = claim.e || [];
    for (const entity of new Set([claim.s, claim.o])) if (entity !== undefined) index.claims[entity].push(place);
    if (claim.by !== undefined) index.said[claim.by].push(place);
  });
  data.lines.forEach((line, place) => {
    for (const entity of new Set([line.from, line.to])) index.lines[entity].push(place);
  });
  // The most spoken of first; entities of one weight in their own order.
  index.rank = data.nodes.map((node) => node.id).sort((a, b) => data.nodes[b].w - data.nodes[a].w || a - b);
  // Of many lines the strongest are drawn in full: more claims first, then those between heavier entities.
  const weight = (line) => Math.min(data.nodes[line.from].w, data.nodes[line.to].w);
  const strongest = data.lines.map((_, place) => place).sort((a, b) => data.lines[b].claims.length - data.lines[a].claims.length || weight(data.lines[b]) - weight(data.lines[a]) || a - b);
  strongest.forEach((place, rank) => (data.lines[place].rank = rank));
  index.heaviest = Math.max(1, ...index.rank.slice(0, 1).map((entity) => data.nodes[entity].w));
  index.findings = new Map();
  for (const [severity, message, about] of data.findings) {
    if (!index.findings.has(about)) index.findings.set(about, []);
    index.findings.get(about).push({ severity, message });
  }
}

function familyOf(claim) {
  const term = claim.r ? data.ontology.relations[claim.r] : data.ontology.measures[claim.m];
  return term ? term.family : "";
}

const kindOf = (entity) => {
  const known = data.ontology.classes[data.entities[entity].type];
  return data.ontology.kinds[known ? known.kind : data.ontology.kinds.length - 1];
};

// Claims between two entities, in either direction.
const claimsBetween = (a, b) => index.claims[a].filter((place) => {
  const claim = data.claims[place];
  return (claim.s === a && claim.o === b) || (claim.s === b && claim.o === a);
});

// The form names are compared in: no case, no width, simplified characters.
function fold(text) {
  return Array.from(text.normalize("NFKC").toLowerCase(), (character) => data.fold[character] || character).join("");
}
