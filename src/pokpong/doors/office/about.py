"""Where Pokpong comes from: one day in Champasak, quoted from the press. Read only; nothing is added to it."""

from __future__ import annotations

import datetime as dt

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from pokpong.foundation.access.pages import PageRequest, page
from pokpong.foundation.ui.parts import SummaryRow

DAY = dt.date(2021, 3, 22)
# The article of Media Laos, Champasak, 22 March 2021: one sentence, as it was printed.
QUOTE = (
    "ແລະສຳລັບຈຸດປະສົງຂອງການມາຢ້ຽມຢາມໃນຄັ້ງນີ້ ແມ່ນເພື່ອພົບປະ ແລະປຶກສາຫາລື "
    "ຮ່ວມກັບຄະນະກຳມະການຕ້ານການຄ້າມະນຸດ ຂັ້ນແຂວງ, ເມືອງ "
    "ພ້ອມທັງ ຢ້ຽມຢາມກິດຈະກຳ ພາກສະໜາມ ຂອງໂຄງການຫຼຸດຜ່ອນຄວາມສ່ຽງຈາກການຄ້າມະນຸດ"
)
# Names and offices as the article gives them. They stand here only as who was there that day.
ATTENDED = (
    "ທ່ານ ໂສມ ບຸດຕະກຸນ ຮອງເຈົ້າແຂວງຈຳປາສັກ ປະທານຄະນະກຳມະການຕ້ານການຄ້າມະນຸດ ຂັ້ນແຂວງ",
    "ທ່ານ ໄມເຄິລ ຣອນນິ່ງ ຜູ້ຕາງໜ້າອົງການພັດທະນາສາກົນ ອາເມລິກາ ປະຈຳປະເທດລາວ",
    "ຕາງໜ້າຈາກກົມສັງຄົມສົງເຄາະ ກະຊວງແຮງງານ ແລະ ສະຫວັດດີການສັງຄົມ",
    "ຜູ້ຕາງໜ້າໂຄງການຫຼຸດຜ່ອນຄວາມສ່ຽງຈາກການຄ້າມະນຸດ",
)


@require_GET
@page()
def about(request: PageRequest) -> HttpResponse:
    """The day, the place, who attended, what it was for, and a quotation with its source."""
    rows = [
        SummaryRow(_("Day"), DAY),
        SummaryRow(_("Place"), _("The provincial administration office of Champasak")),
        SummaryRow(_("Attended"), list(ATTENDED)),
        SummaryRow(
            _("What for"),
            _(
                "To meet and consult the counter-trafficking committees of province and district, and to visit the "
                "activities in the field."
            ),
        ),
        SummaryRow(_("Source"), _("Media Laos, Champasak, 22 March 2021")),
    ]
    sees_visits = request.user.may("visit.read")
    return render(request, "office/about.html", {"rows": rows, "quote": QUOTE, "day": DAY, "sees_visits": sees_visits})
