"""The form an answer must have, as JSON Schema: the ontology's terms as enums, and limits on every length."""

from __future__ import annotations

from typing import Any

from graph.llm.vocabulary import COMPARATORS, MODALITIES, list_classes, list_relations, list_units
from graph.ontology import Ontology

# Characters, and claims of one answer. A server that enforces the schema holds to them; what any other sends is cut by `offers.py`.
LONGEST_QUOTE = 500
LONGEST_TEXT = 120
MOST_CLAIMS = 200
TIME = r"^[0-9]{4}(-Q[1-4]|-[0-9]{2}(-[0-9]{2})?)?$"

Schema = dict[str, Any]


def to_schema(ontology: Ontology) -> Schema:
    """Make the schema. Every field is required and no other allowed, as strict structured output asks for.

    Source: https://json-schema.org/draft/2020-12; https://platform.openai.com/docs/guides/structured-outputs.
    """
    text = {"type": "string", "maxLength": LONGEST_TEXT}
    relations, measures = [r.name for r in list_relations(ontology)], list(ontology.measures)
    earlier = _object({"text": text, "offset": {"type": ["integer", "null"]}})
    named = _object({
        "text": text,
        "name": text,
        "type": {"type": "string", "enum": [c.name for c in list_classes(ontology)]},
        "earlier": _maybe(earlier),
    })  # fmt: skip
    claim = _object({
        "quote": {"type": "string", "maxLength": LONGEST_QUOTE},
        "offset": {"type": ["integer", "null"]},
        "cue": text,
        "subject": {"$ref": "#/$defs/entity"},
        "relation": _maybe({"type": "string", "enum": relations}),
        "object": _maybe({"$ref": "#/$defs/entity"}),
        "measure": _maybe({"type": "string", "enum": measures}),
        "number": _maybe(text),
        "value": {"type": ["number", "null"]},
        "value_max": {"type": ["number", "null"]},
        "unit": _maybe({"type": "string", "pattern": f"^([A-Z]{{3}}|{'|'.join(list_units(ontology))})$"}),
        "comparator": _maybe({"type": "string", "enum": list(COMPARATORS)}),
        "when": _maybe(text),
        "time": _maybe({"type": "string", "pattern": TIME}),
        "time_end": _maybe({"type": "string", "pattern": TIME}),
        "speaker": _maybe({"$ref": "#/$defs/entity"}),
        "modality": {"type": "string", "enum": list(MODALITIES)},
        "negated": {"type": "boolean"},
    })  # fmt: skip
    claims = {"type": "array", "maxItems": MOST_CLAIMS, "items": {"$ref": "#/$defs/claim"}}
    return _object({"claims": claims}) | {"$defs": {"entity": named, "claim": claim}}


def _object(properties: Schema) -> Schema:
    return {"type": "object", "properties": properties, "required": list(properties), "additionalProperties": False}


def _maybe(form: Schema) -> Schema:
    return {"anyOf": [form, {"type": "null"}]}
