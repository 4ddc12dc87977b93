"""Forms about files."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pokpong.doors.exchange.cases.target import CASES
from pokpong.doors.exchange.mapping.mappings import ColumnMapping, column_keys, labels_of
from pokpong.doors.exchange.mapping.targets import Target
from pokpong.doors.exchange.models import SavedMapping
from pokpong.doors.exchange.workbooks.reading import Sheet, letters
from pokpong.foundation.actions.forms import ActionForm
from pokpong.foundation.lao.text import truncate
from pokpong.foundation.ui.fields import Text
from pokpong.foundation.ui.forms import PokpongForm
from pokpong.foundation.ui.widgets import PlaceChoice
from pokpong.registers.places.picker import place_field

ACCEPTED = ".xlsx,.csv,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
EXAMPLES = 2
EXAMPLE_LETTERS = 40
MOST_HEAD_ROW = 100
SOURCE_LIMIT = 60


def source_field() -> Text:
    return Text(
        label=_("Where does the file come from?"),
        help_text=_(
            "For example the name of the other system. A row is known again by its key in this source, "
            "and a consent in the file is noted as recorded there."
        ),
        required=False,
        limit=SOURCE_LIMIT,
    )


class UploadForm(ActionForm):
    target = forms.ChoiceField(label=_("What is the file about?"), widget=forms.RadioSelect)
    file = forms.FileField(
        label=_("Excel workbook"),
        help_text=_(
            "An .xlsx file up to 10 MB and 10,000 rows, without formulas, macros and merged cells; or a .csv file."
        ),
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ACCEPTED}),
    )
    mapping = forms.ChoiceField(
        label=_("Kept mapping"),
        help_text=_("For a layout you have brought before. Otherwise the columns are guessed and you correct them."),
        required=False,
    )
    source = source_field()
    plan = Text(widget=forms.HiddenInput, limit=SOURCE_LIMIT, required=False)

    def __init__(self, *args: Any, targets: Sequence[Target], kept: Sequence[SavedMapping], **kwargs: Any):
        super().__init__(*args, **kwargs)
        _choices(self, "target", [(target.name, target.words) for target in targets])
        if kept:
            _choices(self, "mapping", [("", _("None: guess the columns")), *((str(row.pk), row.name) for row in kept)])
        else:
            del self.fields["mapping"]
        if len(targets) == 1:
            self.initial.setdefault("target", targets[0].name)


def _choices(form: PokpongForm, name: str, choices: Sequence[tuple[str, Any]]) -> None:
    field = form.fields[name]
    if isinstance(field, forms.ChoiceField):
        field.choices = choices


class HeadForm(PokpongForm):
    """Which sheet, and where its headings stand. Sent with the address, so that it can be tried."""

    sheet = forms.ChoiceField(label=_("Sheet"))
    head = forms.IntegerField(label=_("Row of the headings"), min_value=1, max_value=MOST_HEAD_ROW)

    def __init__(self, *args: Any, sheets: Sequence[Sheet], **kwargs: Any):
        super().__init__(*args, **kwargs)
        _choices(self, "sheet", [(sheet.name, sheet.name) for sheet in sheets])


class ColumnsForm(ActionForm):
    """One question for each column of the sheet: which field it is."""

    def __init__(self, *args: Any, target: Target, sheet: Sheet, mapping: ColumnMapping, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.target, self.sheet, self.mapping = target, sheet, mapping
        self.labels = labels_of(sheet, mapping.header_row)
        self.keys = column_keys(self.labels)
        fields = [("", _("– not read –")), *((one.name, one.words) for one in target.fields)]
        for at, name in enumerate(self.keys):
            if name:
                self.fields[f"column_{at}"] = self._column(at, name, fields)
        if target.name == CASES:
            self._ask_case()
        else:
            self._ask_fixed()
        self.fields["save_as"] = Text(
            label=_("Keep this mapping under the name"),
            help_text=_("For the next file of the same layout. Leave it empty to keep none."),
            required=False,
            limit=SOURCE_LIMIT,
        )

    def _column(self, at: int, name: str, fields: Sequence[tuple[str, Any]]) -> forms.ChoiceField:
        examples = " · ".join(self._examples(at))
        return forms.ChoiceField(
            label=f"{letters(at)}: {truncate(self.labels[at], 60)}",
            help_text=_("For example: %(examples)s") % {"examples": examples} if examples else _("Empty in this file"),
            choices=fields,
            required=False,
            initial=self.mapping.columns.get(name, ""),
        )

    def _examples(self, at: int) -> list[str]:
        texts = (line.text(at) for line in self.sheet.lines if line.number > self.mapping.header_row)
        different = dict.fromkeys(truncate(text, EXAMPLE_LETTERS) for text in texts if text)
        return list(different)[:EXAMPLES]

    def _ask_case(self) -> None:
        named = [(name, label) for name, label in zip(self.keys, self.labels, strict=True) if name]
        self.fields["place"] = place_field(
            level=2,
            label=_("District of rows that name none"),
            help_text=_("Where those people are helped. Left empty, such rows are rejected."),
            required=False,
        )
        self.fields["identity"] = forms.ChoiceField(
            label=_("Column that names a row in its own system"),
            help_text=_(
                "A number that the other system never gives twice. By it a row is known when it comes again. "
                "Case numbers of Pokpong are known without it."
            ),
            choices=[("", _("None: ask when somebody may be there already")), *named],
            required=False,
            initial=self.mapping.identity,
        )
        self.fields["source"] = source_field()

    def _ask_fixed(self) -> None:
        for one in self.target.fields:
            self.fields[f"fixed_{one.name}"] = Text(
                label=_("The same in every row: %(field)s") % {"field": one.words},
                required=False,
                initial=self.mapping.fixed.get(one.name, ""),
            )

    def chosen(self) -> ColumnMapping:
        """What was chosen. Call it when the form is valid."""
        data = self.cleaned_data
        picked = {name: data.get(f"column_{at}") or "" for at, name in enumerate(self.keys) if name}
        fixed = {one.name: data.get(f"fixed_{one.name}") or "" for one in self.target.fields}
        return ColumnMapping(
            target=self.target.name,
            sheet=self.mapping.sheet,
            header_row=self.mapping.header_row,
            columns={name: field for name, field in picked.items() if field},
            fixed={name: text for name, text in fixed.items() if text},
            identity=data.get("identity") or "",
        )

    @property
    def place_path(self) -> str:
        place: PlaceChoice | None = self.cleaned_data.get("place")
        return place.value if place is not None else ""


class AnswerForm(ActionForm):
    person = forms.ChoiceField(label=_("Who is this?"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, persons: Sequence[tuple[str, Any]], **kwargs: Any):
        super().__init__(*args, **kwargs)
        _choices(self, "person", [*persons, ("new", _("Another person: open a new case"))])
