"""Results frameworks: a tree of what a project wants to reach, in editions."""

from __future__ import annotations

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q

from pokpong.foundation.access.scope import ScopedQuerySet
from pokpong.foundation.kernel import marks
from pokpong.foundation.kernel.paths import PathField, under
from pokpong.foundation.kernel.rows import MutableRow
from pokpong.foundation.kernel.words import in_language
from pokpong.registers.programme.models.project import Project


class FrameworkQuerySet(ScopedQuerySet):
    def visible_to(self, actor: Any) -> Self:
        """The frameworks of every project this actor may see."""
        return self.filter(project__in=Project.objects.visible_to(actor))


class ResultQuerySet(ScopedQuerySet):
    def visible_to(self, actor: Any) -> Self:
        """The results of every project this actor may see."""
        return self.filter(framework__project__in=Project.objects.visible_to(actor))

    def below(self, result: Result) -> Self:
        """A result and everything below it."""
        return self.filter(under("path", result.path), framework=result.framework_id)


FrameworkManager = models.Manager.from_queryset(FrameworkQuerySet)
ResultManager = models.Manager.from_queryset(ResultQuerySet)


class Framework(MutableRow):
    """One edition of a project's results framework; an edition that was replaced stays as it was.

    States: drafted, in_force, superseded.
    """

    noun = "framework"

    project = marks.open_field(models.ForeignKey(Project, models.PROTECT, related_name="frameworks"))
    names = marks.open_field(models.JSONField(help_text="{language: text}"))
    edition = marks.open_field(models.PositiveSmallIntegerField(default=1))
    predecessor = marks.open_field(models.ForeignKey("self", models.PROTECT, null=True, related_name="successors"))
    state = marks.open_field(models.CharField(max_length=12, default="drafted"))

    objects: ClassVar[FrameworkManager[Framework]] = FrameworkManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["project", "edition"], name="framework_edition"),
            models.UniqueConstraint(fields=["project"], condition=Q(state="drafted"), name="framework_one_draft"),
            models.UniqueConstraint(fields=["project"], condition=Q(state="in_force"), name="framework_one_in_force"),
        ]

    @property
    def name(self) -> str:
        """In the reader's language."""
        return in_language(self.names)

    def scope_keys(self) -> list[str]:
        keys: list[str] = self.project.scope_keys()
        return keys


class Result(MutableRow):
    """One result. `level`: goal, ir, sub_ir, output. States: active, retired.

    `path` is made of the positions from the root to here (`001/003/`): rows sorted by it stand in the order of the
    tree, and everything below a result begins with its path.
    """

    noun = "result"

    framework = marks.open_field(models.ForeignKey(Framework, models.PROTECT, related_name="results"))
    parent = marks.open_field(models.ForeignKey("self", models.PROTECT, null=True, related_name="children"))
    level = marks.open_field(models.CharField(max_length=10))
    code = marks.open_field(models.CharField(max_length=20))
    names = marks.open_field(models.JSONField(help_text="{language: text}"))
    path = PathField()
    state = marks.open_field(models.CharField(max_length=10, default="active"))
    predecessor = marks.open_field(models.ForeignKey("self", models.PROTECT, null=True, related_name="successors"))

    objects: ClassVar[ResultManager[Result]] = ResultManager()

    class Meta:
        indexes = [models.Index(fields=["framework", "path"], name="result_tree")]
        constraints = [models.UniqueConstraint(fields=["framework", "code"], name="result_code")]

    @property
    def name(self) -> str:
        """In the reader's language."""
        return in_language(self.names)

    def scope_keys(self) -> list[str]:
        keys: list[str] = self.framework.scope_keys()
        return keys
