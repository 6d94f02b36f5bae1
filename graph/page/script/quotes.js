// Passages in their own words, with what each part of them is to the claim.

// Cut text[from:to] at every border of the passage and its marks: [{text, inside, roles}]. Offsets are UTF-16 units.
function segments(text, from, start, end, to, marks) {
  const borders = [...new Set([from, start, end, to, ...marks.flatMap(([, first, last]) => [first, last])])].filter((at) => at >= from && at <= to);
  borders.sort((a, b) => a - b);
  return borders.slice(0, -1).map((first, at) => {
    const last = borders[at + 1];
    const roles = marks.filter((mark) => mark[1] <= first && mark[2] >= last).map((mark) => mark[0]);
    return { text: text.slice(first, last), inside: first >= start && last <= end, roles: [...new Set(roles)] };
  });
}

const roleName = (role) => (Object.hasOwn(data.strings, `mark-${role}`) ? say(`mark-${role}`) : role);
const KNOWN_ROLES = ["subject", "object", "trigger", "quantity", "period", "speaker"];

function segmentElement({ text, inside, roles }) {
  let element = document.createTextNode(text);
  for (const role of roles) element = make("mark", { class: KNOWN_ROLES.includes(role) ? role : "trigger", title: roleName(role) }, element);
  return make("span", { class: inside ? "cited" : "around" }, element);
}

// One piece of evidence: [document, start, end, stretch, from, start, end, to, marks], or [name, start, end, passage].
function quote(evidence) {
  const [source, first, last] = evidence;
  const known = typeof source === "number" ? data.documents[source] : null;
  const words = make("blockquote", { dir: "auto", lang: known ? known.language : null });
  const roles = new Set();
  if (known) {
    const [stretch, from, start, end, to, marks] = evidence.slice(3);
    const text = known.texts[stretch];
    const parts = segments(text, from, start, end, to, marks);
    parts.forEach((part) => part.roles.forEach((role) => roles.add(role)));
    fill(words, make("span", { class: "around" }, "… "), ...parts.map(segmentElement), make("span", { class: "around" }, " …"));
  } else fill(words, make("span", { class: "cited" }, evidence[3]));
  const legend = roles.size ? make("p", { class: "roles" }, [...roles].map((role) => make("mark", { class: KNOWN_ROLES.includes(role) ? role : "trigger" }, roleName(role)))) : null;
  return make("figure", { class: "quote" }, words, legend, make("figcaption", {}, ...origin(known, source, first, last)));
}

function origin(known, source, first, last) {
  const where = say("characters", { start: first.toLocaleString(locale()), end: last.toLocaleString(locale()) });
  if (!known) return [apart(String(source)), " · ", where];
  const title = known.title || known.name;
  const name = known.address ? outside(title, known.address) : apart(title, known.language);
  const facts = [known.publisher && apart(known.publisher), known.published && say("published", { date: known.published }), where].filter(Boolean);
  return [name, ...facts.flatMap((fact) => [" · ", fact])];
}
