"""Certificates: what stands on the paper, and a keyed digest of the code by which anybody can check it."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models

from pokpong.areas.capacity.models.enrolment import Enrolment, OfEnrolmentQuerySet
from pokpong.foundation.kernel import marks
from pokpong.foundation.kernel.rows import MutableRow
from pokpong.registers.institutions.models import Organisation


class CertificateQuerySet(OfEnrolmentQuerySet):
    pass


CertificateManager = models.Manager.from_queryset(CertificateQuerySet)


class Certificate(MutableRow):
    """One certificate. `shown` is what the paper shows: name, latin_name, names, hours, starts, ends, place, issuer.

    It never changes, whatever becomes of the person's record. States: issued, withdrawn.
    """

    noun = "certificate"

    enrolment = marks.open_field(models.ForeignKey(Enrolment, models.PROTECT, related_name="certificates"))
    number = marks.open_field(models.CharField(max_length=80))
    issuer = marks.open_field(models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+"))
    shown = marks.personal(models.JSONField())
    digest = marks.secret(models.CharField(max_length=64, unique=True))
    issued_on = marks.open_field(models.DateField())
    issued_by = marks.open_field(models.UUIDField())
    state = marks.open_field(models.CharField(max_length=10, default="issued"))

    objects: ClassVar[CertificateManager[Certificate]] = CertificateManager()

    def scope_keys(self) -> list[str]:
        return [f"place:{self.enrolment.training.place_path}"]

    def paper(self) -> dict[str, Any]:
        """What was signed: everything that stands on the paper."""
        return {**self.shown, "number": self.number, "issued_on": self.issued_on.isoformat()}
