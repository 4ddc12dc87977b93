"""Lists of trainings, curricula, trainees, enrolments and visits of coaches."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from pokpong.areas.capacity.models import Coaching, Curriculum, Trainee, Training
from pokpong.areas.capacity.queries.trainings import called, taught_by_somebody_called
from pokpong.areas.capacity.screens.pages import status
from pokpong.areas.capacity.states import CURRICULUM, TRAINEE, TRAINING
from pokpong.areas.capacity.vocabularies import FUNCTIONS, LEVELS, SEXES, TOPICS
from pokpong.foundation.ui.parts import Link
from pokpong.foundation.ui.tables import Column, Filter, Table
from pokpong.foundation.ui.templatetags.ui import lao_date
from pokpong.registers.institutions.screens.tables import WHERE, PlacedTable
from pokpong.registers.institutions.vocabularies import Vocabulary


class WordChoices(list[tuple[str, str | Promise]]):
    """The choices of a filter, from a vocabulary."""

    def __init__(self, vocabulary: Vocabulary):
        super().__init__(vocabulary.choices())


def about_topic(rows: Any, code: str) -> Any:
    return rows.filter(topics_text__contains=f"|{code}|")


def institution(row: Any) -> str:
    """The organisation's name, or what was written instead."""
    return row.organisation.name if row.organisation is not None else str(row.institution)


class Trainings(PlacedTable):
    name = "trainings"
    caption = _("Trainings")
    columns = (
        Column[Training](
            "name",
            _("Name"),
            lambda row: Link(row.name, reverse("capacity:training", args=[row.pk])),
            sort="sort_key",
        ),
        Column[Training]("starts", _("First day"), lambda row: row.starts, sort="starts"),
        Column[Training]("ends", _("Last day"), lambda row: row.ends, sort="ends"),
        WHERE,
        Column[Training](
            "project", _("Project"), lambda row: row.project.code if row.project else "", sort="project__code"
        ),
        Column[Training]("state", _("State"), status, sort="state"),
    )
    filters = (
        Filter("name", _("Name or venue"), apply=called),
        Filter("trainer", _("Trainer"), apply=taught_by_somebody_called),
        Filter("state", _("State"), list(TRAINING.words.items())),
        Filter(
            "topic",
            _("Topic"),
            WordChoices(TOPICS),
            apply=lambda rows, code: rows.filter(curriculum__topics_text__contains=f"|{code}|"),
        ),
    )
    order = "-starts"
    empty_title = _("No training here")
    empty_text = _("Take the filters away, or plan a training.")


class Curricula(Table[Curriculum]):
    name = "curricula"
    caption = _("Curricula")
    columns = (
        Column[Curriculum](
            "name",
            _("Name"),
            lambda row: Link(row.name, reverse("capacity:curriculum", args=[row.pk])),
            sort="sort_key",
        ),
        Column[Curriculum]("edition", _("Edition"), lambda row: row.edition, sort="edition", numeric=True),
        Column[Curriculum]("topics", _("Topics"), lambda row: TOPICS.all_words(row.topics)),
        Column[Curriculum](
            "hours", _("Number of hours"), lambda row: row.hours.normalize(), sort="hours", numeric=True
        ),
        Column[Curriculum]("state", _("State"), status, sort="state"),
    )
    filters = (
        Filter("name", _("Name"), apply=called),
        Filter("topic", _("Topic"), WordChoices(TOPICS), apply=about_topic),
        Filter("state", _("State"), list(CURRICULUM.words.items())),
    )
    order = "name"
    empty_title = _("No curriculum here")
    empty_text = _("Take the filters away, or draft a curriculum.")


class Trainees(PlacedTable):
    name = "trainees"
    caption = _("Trainees")
    columns = (
        Column[Trainee](
            "name",
            _("Name"),
            lambda row: Link(row.name, reverse("capacity:trainee", args=[row.pk])),
            sort="sort_key",
        ),
        Column[Trainee]("sex", _("Sex"), lambda row: SEXES.words(row.sex), sort="sex"),
        Column[Trainee]("function", _("Function"), lambda row: FUNCTIONS.words(row.function), sort="function"),
        Column[Trainee]("institution", _("Institution"), institution),
        WHERE,
        Column[Trainee]("state", _("State"), status, sort="state"),
    )
    filters = (
        Filter("name", _("Name"), apply=called),
        Filter("sex", _("Sex"), WordChoices(SEXES)),
        Filter("function", _("Function"), WordChoices(FUNCTIONS)),
        Filter("level", _("Level"), WordChoices(LEVELS)),
        Filter("state", _("State"), list(TRAINEE.words.items())),
    )
    order = "name"
    empty_title = _("No trainee here")
    empty_text = _("Take the filters away. Trainees come here when they are enrolled in a training.")


class Visits(PlacedTable):
    name = "coaching"
    caption = _("Coaching at work")
    columns = (
        Column[Coaching](
            "day",
            _("Day"),
            lambda row: Link(lao_date(row.day), reverse("capacity:coaching_amend", args=[row.pk])),
            sort="day",
        ),
        Column[Coaching]("trainee", _("Trainee"), lambda row: row.trainee.name, sort="trainee__sort_key"),
        Column[Coaching]("coach", _("Coach"), lambda row: row.coach.name, sort="coach__sort_key"),
        Column[Coaching]("topic", _("Topic"), lambda row: TOPICS.words(row.topic), sort="topic"),
        Column[Coaching]("hours", _("Number of hours"), lambda row: row.hours.normalize(), sort="hours", numeric=True),
        WHERE,
    )
    filters = (Filter("topic", _("Topic"), WordChoices(TOPICS)),)
    order = "-day"
    empty_title = _("No coaching here")
    empty_text = _("Open a trainee and record a visit.")
