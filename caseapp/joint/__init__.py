"""Joint enforcement: the plan, the bodies and groups, the inspections, each body deciding in its own name."""
