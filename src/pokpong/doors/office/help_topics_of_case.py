"""Help about cases: what people do with screening, plan, services, referrals, follow-up and closure."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from pokpong.doors.office.help_topic import Topic

TOPICS = (
    Topic(
        "case.tied",
        _("Work on a case"),
        (
            _(
                "A case is opened from the page of a person. It waits for nothing: no paper, no identification, no "
                "police."
            ),
            _(
                "Its page shows every part of the help in the order of the work: risk, screening, plan, services, "
                "referrals, follow-ups, notes."
            ),
            _("The start page shows what is due next in each of your cases, without names."),
            _("Assess the risk again on the day that is set; in danger to life within two days."),
            _("“Everything in order” on the page of a person lists all of it by time, to narrow or to print."),
        ),
        "cases:list",
    ),
    Topic(
        "screening.begin",
        _("Screen somebody"),
        (
            _(
                "Ask alone with the person, in their language, and only what they want to tell. Stop at any time: "
                "the draft is kept."
            ),
            _("The result shows every reason behind it. It decides nothing: you do, and you write why."),
            _("Whatever it says, the help goes on."),
        ),
    ),
    Topic(
        "identification.request",
        _("Ask for formal identification"),
        (
            _("You note that somebody is a presumed victim; only the deciding body makes it formal, by a letter."),
            _("The body sees what the person consented to, and nothing else of the case."),
            _("No part of the help waits for the answer."),
        ),
    ),
    Topic(
        "identification.tied",
        _("Answer a request to identify"),
        (
            _(
                "Requests to your body stand in the list. You see the parts of the record that the person agreed to "
                "show."
            ),
            _("Answer with the number and the day of your letter, or decline with the reason. The person may appeal."),
            _("A request disappears when the person takes the consent back."),
        ),
        "body:queue",
    ),
    Topic(
        "referral.send",
        _("Refer somebody to a service"),
        (
            _(
                "Choose a service that is offered for the district, what the organisation may see, and until when "
                "you need an answer."
            ),
            _(
                "It needs the person’s consent. Without one, only danger to life, the best interests of a child or a "
                "legal duty allow it, and a second person confirms within 24 hours."
            ),
            _("When the consent is taken back, the organisation sees nothing more from that moment."),
        ),
        "referrals:mine",
    ),
    Topic(
        "referral_link.make",
        _("Refer to an organisation without an account"),
        (
            _(
                "Send the referral as usual. On its page make a one-time link: choose who gets it, what it shows, and "
                "for how many days."
            ),
            _(
                "Link and PIN are shown once. Send the link by message or on paper; tell the PIN by telephone or to "
                "their face, never in the same message."
            ),
            _(
                "It opens in one browser only. Whoever tries it in another one, or types five wrong PINs, is refused, "
                "and you get a task."
            ),
            _(
                "The page of the referral shows every look. Take the link back at any time; it ends by itself when the "
                "consent, the referral or its time ends."
            ),
        ),
        "referrals:mine",
    ),
    Topic(
        "referral.tied",
        _("Answer a referral"),
        (
            _(
                "Referrals to your organisation stand in the list, the most urgent first. You see what the person "
                "agreed to, never why they need help."
            ),
            _(
                "Say that you received it, then accept or decline with a reason. Begin the help, and tell how it "
                "went at the end."
            ),
            _("Your own notes stay with you, unless you share one with the sender."),
        ),
        "provider:queue",
    ),
    Topic(
        "referral.confirm_exception",
        _("Confirm a referral without consent"),
        (
            _("Somebody else sent it because it could not wait. Read why, and confirm or refuse within 24 hours."),
            _("What nobody confirms stops by itself: nothing more is shared."),
        ),
    ),
    Topic(
        "service.record",
        _("Services, shelter, return home"),
        (
            _(
                "Plan a service, or record one that was given: how much, what it cost and whether it helped. Each "
                "currency is added up for itself."
            ),
            _(
                "“Free beds in shelters” shows how many beds are free and where, and never who stays there. One bed "
                "is given once."
            ),
            _("A return home begins when the person agrees to it, and ends when they have arrived."),
        ),
        "services:beds",
    ),
    Topic(
        "follow_up.do",
        _("Follow up"),
        (
            _("Follow-ups are planned by a pattern when a case opens and when it closes; you can add your own."),
            _("A missed one stays in sight until it is caught up. After some days the supervisor hears of it."),
            _("Use only the contact that the person called safe."),
        ),
    ),
    Topic(
        "case.ask_closure",
        _("Close a case"),
        (
            _(
                "Ask for the closure with the reasons and what the person wishes. The page names what is still open: "
                "end it, or say that it goes on."
            ),
            _("A second person approves it or sends it back. A closed case can be opened again at any time."),
            _("Nobody’s help ends because they do not work with the police."),
        ),
        "cases:list",
    ),
    Topic(
        "case.approve_closure",
        _("Decide about a closure"),
        (
            _(
                "Read the summary and what the person wishes, and check that nothing is left open. Approve it, or "
                "send it back and say what is missing."
            ),
            _("You cannot approve what you asked for yourself."),
        ),
    ),
    Topic(
        "import.upload",
        _("Bring a file in, take cases out"),
        (
            _(
                "A workbook of the standard HTCDS or of your own is read: first you say what its columns mean, then "
                "you see what it would change, and only then is it brought in."
            ),
            _(
                "Rows that cannot be read come back as a workbook with the reason beside each. Correct it and send "
                "it again: nothing is made twice."
            ),
            _(
                "A row without consent opens a case whose consent is not recorded: it is helped, and neither "
                "referred nor taken out."
            ),
        ),
        "exchange:files",
    ),
    Topic(
        "export.release",
        _("Cases leave by two people"),
        (
            _(
                "One supervisor asks and says for whom; another supervisor of the place reads it and releases or "
                "refuses it. Nobody releases their own."
            ),
            _(
                "A released export can be taken for some hours and a few times. Every copy names who asked, who "
                "released it and its number, and counts as reading every case in it."
            ),
            _("You found a workbook? “Whose copy is this?” leads from its mark to the export."),
        ),
        "exchange:files",
    ),
)
