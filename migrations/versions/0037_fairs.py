"""Fairs: the show, its halls, contacts, rules, roster, kit and days."""

import sqlalchemy as sa
from alembic import op

revision = "0037_fairs"
down_revision = "0036_routing_also"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "fair",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("session", sa.String(length=40), nullable=False),
        sa.Column("series", sa.String(length=80), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("organiser", sa.String(length=200), nullable=False),
        sa.Column("undertaker", sa.String(length=200), nullable=False),
        sa.Column("authority_id", sa.Integer(), nullable=True),
        sa.Column("reported_by", sa.String(length=12), nullable=False),
        sa.Column("venue", sa.String(length=200), nullable=False),
        sa.Column("area", sa.String(length=6), nullable=False),
        sa.Column("first_on", sa.Date(), nullable=False),
        sa.Column("last_on", sa.Date(), nullable=False),
        sa.Column("opens_at", sa.String(length=5), nullable=False),
        sa.Column("closes_at", sa.String(length=5), nullable=False),
        sa.Column("has_online", sa.Boolean(), nullable=False),
        sa.Column("online_address", sa.String(length=300), nullable=False),
        sa.Column("presence", sa.String(length=12), nullable=False),
        sa.Column("presence_why", sa.String(length=400), nullable=False),
        sa.Column("station_place", sa.String(length=200), nullable=False),
        sa.Column("station_phone", sa.String(length=40), nullable=False),
        sa.Column("posted_on", sa.Date(), nullable=True),
        sa.Column("products", sa.Text(), nullable=False),
        sa.Column("scale", sa.String(length=200), nullable=False),
        sa.Column("measures", sa.Text(), nullable=False),
        sa.Column("reported_at", sa.DateTime(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("last_on >= first_on", name=op.f("ck_fair_days")),
        sa.ForeignKeyConstraint(
            ["authority_id"], ["body.id"], name=op.f("fk_fair_authority_id_body")
        ),
        sa.ForeignKeyConstraint(["id"], ["cooperation.id"], name=op.f("fk_fair_id_cooperation")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fair")),
        sa.UniqueConstraint("code", name=op.f("uq_fair_code")),
    )
    op.create_index("ix_fair_days", "fair", ["first_on", "id"])
    op.create_index("ix_fair_series", "fair", ["series", "first_on"])
    op.create_table(
        "fair_act",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("fair_id", sa.Integer(), nullable=False),
        sa.Column("act", sa.String(length=30), nullable=False),
        sa.Column("from_state", sa.String(length=20), nullable=False),
        sa.Column("to_state", sa.String(length=20), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("by_name", sa.String(length=60), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("given", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["fair_id"], ["fair.id"], name=op.f("fk_fair_act_fair_id_fair")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fair_act")),
    )
    op.create_index("ix_fair_act_fair", "fair_act", ["fair_id", "id"])
    op.create_table(
        "fair_contact",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("fair_id", sa.Integer(), nullable=False),
        sa.Column("part", sa.String(length=12), nullable=False),
        sa.Column("body_name", sa.String(length=200), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("post", sa.String(length=60), nullable=False),
        sa.Column("phone", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(
            ["fair_id"], ["fair.id"], name=op.f("fk_fair_contact_fair_id_fair")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fair_contact")),
    )
    op.create_index("ix_fair_contact_fair", "fair_contact", ["fair_id", "id"])
    op.create_table(
        "fair_day",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("fair_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("inquiries", sa.Integer(), nullable=False),
        sa.Column("leaflets", sa.Integer(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("inquiries >= 0 AND leaflets >= 0", name=op.f("ck_fair_day_counts")),
        sa.ForeignKeyConstraint(["fair_id"], ["fair.id"], name=op.f("fk_fair_day_fair_id_fair")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fair_day")),
        sa.UniqueConstraint("fair_id", "day", name=op.f("uq_fair_day_fair_id_day")),
    )
    op.create_table(
        "fair_duty",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("fair_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("starts", sa.String(length=5), nullable=False),
        sa.Column("ends", sa.String(length=5), nullable=False),
        sa.Column("part", sa.String(length=12), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("body_name", sa.String(length=200), nullable=False),
        sa.Column("certificate", sa.String(length=60), nullable=False),
        sa.Column("left_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["fair_id"], ["fair.id"], name=op.f("fk_fair_duty_fair_id_fair")),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_fair_duty_person_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fair_duty")),
    )
    op.create_index("ix_fair_duty_fair", "fair_duty", ["fair_id", "day", "id"])
    op.create_index("ix_fair_duty_person", "fair_duty", ["person_id", "fair_id"])
    op.create_table(
        "fair_hall",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("fair_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("is_online", sa.Boolean(), nullable=False),
        sa.Column("note", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(["fair_id"], ["fair.id"], name=op.f("fk_fair_hall_fair_id_fair")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fair_hall")),
        sa.UniqueConstraint("fair_id", "name", name=op.f("uq_fair_hall_fair_id_name")),
    )
    op.create_table(
        "fair_kit",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("fair_id", sa.Integer(), nullable=False),
        sa.Column("item", sa.String(length=60), nullable=False),
        sa.Column("wanted", sa.Integer(), nullable=False),
        sa.Column("packed", sa.Integer(), nullable=False),
        sa.Column("returned", sa.Integer(), nullable=False),
        sa.Column("note", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(["fair_id"], ["fair.id"], name=op.f("fk_fair_kit_fair_id_fair")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fair_kit")),
        sa.UniqueConstraint("fair_id", "item", name=op.f("uq_fair_kit_fair_id_item")),
    )
    op.create_table(
        "fair_mandate",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("fair_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("person_name", sa.String(length=60), nullable=False),
        sa.Column("kinds", sa.JSON(), nullable=False),
        sa.Column("first_on", sa.Date(), nullable=False),
        sa.Column("last_on", sa.Date(), nullable=False),
        sa.Column("given_by", sa.Integer(), nullable=False),
        sa.Column("given_by_name", sa.String(length=60), nullable=False),
        sa.Column("given_at", sa.DateTime(), nullable=False),
        sa.Column("ended_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["fair_id"], ["fair.id"], name=op.f("fk_fair_mandate_fair_id_fair")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_fair_mandate_person_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fair_mandate")),
    )
    op.create_index("ix_fair_mandate_fair", "fair_mandate", ["fair_id", "person_id"])
    op.create_table(
        "fair_rule",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("fair_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=40), nullable=False),
        sa.Column("value", sa.String(length=200), nullable=False),
        sa.Column("basis", sa.String(length=300), nullable=False),
        sa.ForeignKeyConstraint(["fair_id"], ["fair.id"], name=op.f("fk_fair_rule_fair_id_fair")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fair_rule")),
        sa.UniqueConstraint("fair_id", "key", name=op.f("uq_fair_rule_fair_id_key")),
    )


def downgrade():
    for name in (
        "fair_rule",
        "fair_mandate",
        "fair_kit",
        "fair_hall",
        "fair_duty",
        "fair_day",
        "fair_contact",
        "fair_act",
        "fair",
    ):
        op.drop_table(name)
