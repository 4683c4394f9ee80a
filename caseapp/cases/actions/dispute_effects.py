"""The records some steps of a dispute keep beside the history: the panel, looked-up patents, served papers."""

from __future__ import annotations

from collections.abc import Mapping

from caseapp.cases.actions.penalty_effects import Effect

DISPUTE_KEPT: Mapping[str, Effect] = {}
