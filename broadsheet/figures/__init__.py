"""Room: the numbers of the story, computed from the records, and how prose words them.

`compute` turns the declared figures into values, each with the records that make it up.
`evaluate`, `expressions_in` and `fill` are the whole of the language inside `{{ … }}`:
a figure's name and a few filters. There are no attributes, no sums and no statements.
"""

from __future__ import annotations

from broadsheet.figures.amounts import worded
from broadsheet.figures.compute import compute, with_operands
from broadsheet.figures.expressions import (
    Evaluated,
    Expression,
    ExpressionFault,
    Filled,
    evaluate,
    expression_at,
    expressions_in,
    fill,
)
from broadsheet.figures.filters import FILTERS
from broadsheet.figures.manner import Filter, Manner
from broadsheet.figures.said import quantities_in
from broadsheet.figures.values import FigureFault, FigureValue, Value

__all__ = [
    "FILTERS",
    "Evaluated",
    "Expression",
    "ExpressionFault",
    "FigureFault",
    "FigureValue",
    "Filled",
    "Filter",
    "Manner",
    "Value",
    "compute",
    "evaluate",
    "expression_at",
    "expressions_in",
    "fill",
    "quantities_in",
    "with_operands",
    "worded",
]
