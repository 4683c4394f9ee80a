"""Pages of liaison: joint meetings, what they agreed on, notices, the years."""

from caseapp.liaison.routes import meetings, notices, resolutions, years
from caseapp.liaison.routes.blueprint import bp

__all__ = ["bp", "meetings", "notices", "resolutions", "years"]
