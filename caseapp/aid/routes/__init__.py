"""Pages of rights assistance: the list, a file, its acts, tasks, materials, papers."""

from caseapp.aid.routes import abroad, correcting, file, papers, steps, tasks
from caseapp.aid.routes.blueprint import bp

__all__ = ["abroad", "bp", "correcting", "file", "papers", "steps", "tasks"]
