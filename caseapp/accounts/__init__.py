"""People, their units, roles, certificates and sessions; who may do what is one map."""
