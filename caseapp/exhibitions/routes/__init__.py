"""Pages of fairs: the show, its exhibitors, the station, complaints, patrol, reports."""

from caseapp.exhibitions.routes import (
    complaint_acts,
    complaint_numbers,
    complaints,
    duty,
    exhibitor_lists,
    exhibitors,
    fair_parts,
    fairs,
    papers,
    patrol,
    prechecking,
    reports,
    spot,
    station,
)
from caseapp.exhibitions.routes.blueprint import bp

__all__ = [
    "bp",
    "complaint_acts",
    "complaint_numbers",
    "complaints",
    "duty",
    "exhibitor_lists",
    "exhibitors",
    "fair_parts",
    "fairs",
    "papers",
    "patrol",
    "prechecking",
    "reports",
    "spot",
    "station",
]
