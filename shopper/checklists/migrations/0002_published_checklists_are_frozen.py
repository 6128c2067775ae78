"""Let the database refuse any change to what a published checklist asks."""

from typing import ClassVar

from django.db import migrations

FROZEN = "a published checklist is never edited"

SQLITE = [
    f"""CREATE TRIGGER checklist_frozen BEFORE UPDATE ON checklists_checklist
    WHEN OLD.status <> 'draft' AND (NEW.status = 'draft' OR NEW.content IS NOT OLD.content
        OR NEW.version <> OLD.version OR NEW.name <> OLD.name OR NEW.briefing <> OLD.briefing
        OR NEW.family <> OLD.family)
    BEGIN SELECT RAISE(ABORT, '{FROZEN}'); END""",
    *[
        f"""CREATE TRIGGER touchpoint_frozen_{verb.lower()} BEFORE {verb}
        ON checklists_touchpoint
        WHEN (SELECT status FROM checklists_checklist WHERE id = NEW.checklist_id) <> 'draft'
        BEGIN SELECT RAISE(ABORT, '{FROZEN}'); END"""
        for verb in ("INSERT", "UPDATE")
    ],
    *[
        f"""CREATE TRIGGER question_frozen_{verb.lower()} BEFORE {verb}
        ON checklists_question
        WHEN (SELECT c.status FROM checklists_checklist c JOIN checklists_touchpoint t
              ON t.checklist_id = c.id WHERE t.id = NEW.touchpoint_id) <> 'draft'
        BEGIN SELECT RAISE(ABORT, '{FROZEN}'); END"""
        for verb in ("INSERT", "UPDATE")
    ],
]

POSTGRESQL = [
    f"""CREATE FUNCTION checklist_frozen() RETURNS trigger AS $$ BEGIN
    IF OLD.status <> 'draft' AND (NEW.status = 'draft' OR NEW.content IS DISTINCT FROM OLD.content
        OR NEW.version <> OLD.version OR NEW.name <> OLD.name OR NEW.briefing <> OLD.briefing
        OR NEW.family <> OLD.family)
    THEN RAISE EXCEPTION '{FROZEN}' USING ERRCODE = 'integrity_constraint_violation'; END IF;
    RETURN NEW; END $$ LANGUAGE plpgsql""",
    """CREATE TRIGGER checklist_frozen BEFORE UPDATE ON checklists_checklist
    FOR EACH ROW EXECUTE FUNCTION checklist_frozen()""",
    f"""CREATE FUNCTION touchpoint_frozen() RETURNS trigger AS $$ BEGIN
    IF (SELECT status FROM checklists_checklist WHERE id = NEW.checklist_id) <> 'draft'
    THEN RAISE EXCEPTION '{FROZEN}' USING ERRCODE = 'integrity_constraint_violation'; END IF;
    RETURN NEW; END $$ LANGUAGE plpgsql""",
    """CREATE TRIGGER touchpoint_frozen BEFORE INSERT OR UPDATE ON checklists_touchpoint
    FOR EACH ROW EXECUTE FUNCTION touchpoint_frozen()""",
    f"""CREATE FUNCTION question_frozen() RETURNS trigger AS $$ BEGIN
    IF (SELECT c.status FROM checklists_checklist c JOIN checklists_touchpoint t
        ON t.checklist_id = c.id WHERE t.id = NEW.touchpoint_id) <> 'draft'
    THEN RAISE EXCEPTION '{FROZEN}' USING ERRCODE = 'integrity_constraint_violation'; END IF;
    RETURN NEW; END $$ LANGUAGE plpgsql""",
    """CREATE TRIGGER question_frozen BEFORE INSERT OR UPDATE ON checklists_question
    FOR EACH ROW EXECUTE FUNCTION question_frozen()""",
]

SQLITE_UNDO = [
    f"DROP TRIGGER {name}"
    for name in (
        "checklist_frozen", "touchpoint_frozen_insert", "touchpoint_frozen_update",
        "question_frozen_insert", "question_frozen_update",
    )
]
POSTGRESQL_UNDO = [
    "DROP FUNCTION checklist_frozen() CASCADE",
    "DROP FUNCTION touchpoint_frozen() CASCADE",
    "DROP FUNCTION question_frozen() CASCADE",
]


def freeze(apps, schema_editor):
    for statement in SQLITE if schema_editor.connection.vendor == "sqlite" else POSTGRESQL:
        schema_editor.execute(statement)


def thaw(apps, schema_editor):
    undo = SQLITE_UNDO if schema_editor.connection.vendor == "sqlite" else POSTGRESQL_UNDO
    for statement in undo:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies: ClassVar = [("checklists", "0001_initial")]
    operations: ClassVar = [migrations.RunPython(freeze, thaw)]
