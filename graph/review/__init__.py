"""What a person has decided on what was read: a file of decisions, and how they are carried out."""

from graph.review.apply import Reviewed, review
from graph.review.decisions import Decision, DecisionError, find_decisions, parse_decisions, place_decisions, read_decisions
from graph.review.form import extend

__all__ = [
    "Decision",
    "DecisionError",
    "Reviewed",
    "extend",
    "find_decisions",
    "parse_decisions",
    "place_decisions",
    "read_decisions",
    "review",
]
