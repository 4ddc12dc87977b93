from django.urls import path

from pokpong.areas.protection.screens.referrals import choosing, links, mine, sending, steps

app_name = "referrals"
urlpatterns = [
    path("referrals/", mine.mine, name="mine"),
    path("<uuid:case>/referrals/choose/", choosing.choose, name="choose"),
    path("<uuid:case>/referrals/add/", choosing.add, name="add"),
    path("referrals/<uuid:referral>/", sending.referral_page, name="referral"),
    path("referrals/<uuid:referral>/change/", choosing.change, name="change"),
    path("referrals/<uuid:referral>/send/", sending.send, name="send"),
    path("referrals/<uuid:referral>/withdraw/", sending.withdraw, name="withdraw"),
    path("referrals/<uuid:referral>/confirm/", sending.confirm, name="confirm"),
    path("referrals/<uuid:referral>/refuse/", sending.refuse, name="refuse"),
    path("referrals/<uuid:referral>/note/", sending.note, name="note"),
    path("referrals/<uuid:referral>/link/", links.make, name="make_link"),
    path("referrals/links/<uuid:referral_link>/revoke/", links.revoke, name="revoke_link"),
    *steps.addresses(steps.SENDER),
]
