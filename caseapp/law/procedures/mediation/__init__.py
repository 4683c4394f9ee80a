"""Mediation of patent disputes (专利纠纷调解): its editions and the rows they share."""
