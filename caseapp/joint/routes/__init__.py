"""Pages of joint enforcement: the list, an action, its plan, the visits, what was found."""

from caseapp.joint.routes import action, findings, inspecting, planning
from caseapp.joint.routes.blueprint import bp

__all__ = ["action", "bp", "findings", "inspecting", "planning"]
