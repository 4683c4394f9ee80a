"""Opinions on drafts and whose turn it is; the seal, proofs of service, papers that correct others."""

import sqlalchemy as sa
from alembic import op

revision = "0019_issuing"
down_revision = "0018_text_blocks"
branch_labels = None
depends_on = None
STAGES = "stage IN ('undertaker', 'unit_head', 'legal', 'chief')"
VERDICTS = "verdict IN ('hand_in', 'agree', 'return', 'take_back')"


def upgrade():
    op.add_column(
        "paper",
        sa.Column("waits_for", sa.String(length=12), nullable=False, server_default=sa.text("''")),
    )
    op.create_index(op.f("ix_paper_waits_for"), "paper", ["waits_for"])
    op.create_index("ix_paper_signed", "paper", ["signed_on", "id"])
    _opinions()
    _corrections()
    _seals()
    _proofs()


def downgrade():
    for table in ("service_proof", "seal_use", "paper_correction", "paper_opinion"):
        op.drop_table(table)
    op.drop_index("ix_paper_signed", table_name="paper")
    op.drop_index(op.f("ix_paper_waits_for"), table_name="paper")
    op.drop_column("paper", "waits_for")


def _opinions():
    op.create_table(
        "paper_opinion",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("paper_id", sa.Integer(), nullable=False),
        sa.Column("stage", sa.String(length=12), nullable=False),
        sa.Column("verdict", sa.String(length=10), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("given_on", sa.Date(), nullable=False),
        sa.Column("seen_version", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("by_name", sa.String(length=60), nullable=False),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint(STAGES, name=op.f("ck_paper_opinion_stage")),
        sa.CheckConstraint(VERDICTS, name=op.f("ck_paper_opinion_verdict")),
        _to_paper("paper_opinion", "paper_id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_paper_opinion")),
    )
    op.create_index(op.f("ix_paper_opinion_paper_id"), "paper_opinion", ["paper_id"])


def _corrections():
    op.create_table(
        "paper_correction",
        sa.Column("paper_id", sa.Integer(), nullable=False),
        sa.Column("corrects_id", sa.Integer(), nullable=False),
        _to_paper("paper_correction", "paper_id"),
        _to_paper("paper_correction", "corrects_id"),
        sa.PrimaryKeyConstraint("paper_id", name=op.f("pk_paper_correction")),
    )
    op.create_index(op.f("ix_paper_correction_corrects_id"), "paper_correction", ["corrects_id"])


def _seals():
    op.create_table(
        "seal_use",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("paper_id", sa.Integer(), nullable=False),
        sa.Column("copies", sa.Integer(), nullable=False),
        sa.Column("sealed_on", sa.Date(), nullable=False),
        sa.Column("sealed_by", sa.String(length=60), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("recorded_by", sa.Integer(), nullable=False),
        sa.Column("recorded_by_name", sa.String(length=60), nullable=False),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint("copies > 0", name=op.f("ck_seal_use_copies")),
        _to_paper("seal_use", "paper_id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_seal_use")),
    )
    op.create_index(op.f("ix_seal_use_paper_id"), "seal_use", ["paper_id"])


def _proofs():
    op.create_table(
        "service_proof",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("service_id", sa.Integer(), nullable=False),
        sa.Column("what", sa.String(length=20), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("filename", sa.String(length=200), nullable=False),
        sa.Column("media_type", sa.String(length=100), nullable=False),
        sa.Column("added_by", sa.Integer(), nullable=False),
        sa.Column("added_by_name", sa.String(length=60), nullable=False),
        sa.Column("added_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["service_id"], ["service.id"], name=op.f("fk_service_proof_service_id_service")
        ),
        sa.ForeignKeyConstraint(
            ["sha256"], ["stored_file.sha256"], name=op.f("fk_service_proof_sha256_stored_file")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_service_proof")),
    )
    op.create_index(op.f("ix_service_proof_service_id"), "service_proof", ["service_id"])
    op.create_index(op.f("ix_service_proof_sha256"), "service_proof", ["sha256"])


def _to_paper(table, column):
    name = op.f(f"fk_{table}_{column}_paper")
    return sa.ForeignKeyConstraint([column], ["paper.id"], name=name)
