from django.urls import path

from pokpong.foundation.access.screens import decisions, glass, may, mine, one_user, posts, slips, users, views, welcome

app_name = "access"
urlpatterns = [
    path("users/", users.list_users, name="users"),
    path("users/invite/", users.invite, name="invite"),
    path("users/<uuid:user>/", one_user.show, name="user"),
    path("users/<uuid:user>/amend/", one_user.amend, name="amend"),
    path("users/<uuid:user>/post/", posts.change_post, name="change_post"),
    path("users/<uuid:user>/ask/", posts.ask, name="ask"),
    path("users/<uuid:user>/leave/", one_user.deactivate, name="deactivate"),
    path("users/<uuid:user>/return/", posts.reactivate, name="reactivate"),
    path("users/<uuid:user>/hand-over/", one_user.hand_over, name="hand_over"),
    path("users/<uuid:user>/slip/", slips.print_slip, name="slip"),
    path("grants/", decisions.waiting, name="waiting"),
    path("grants/<uuid:grant>/approve/", decisions.approve, name="approve"),
    path("grants/<uuid:grant>/refuse/", decisions.refuse, name="refuse"),
    path("grants/<uuid:grant>/end/", decisions.end, name="end"),
    path("welcome/", welcome.welcome, name="welcome"),
    path("forgotten/", welcome.forgotten, name="forgotten"),
    path("", mine.mine, name="mine"),
    path("language/", mine.language, name="language"),
    path("contact/", mine.contact, name="contact"),
    path("sessions/", mine.end_sessions, name="end_sessions"),
    path("may/", may.may, name="may"),
    path("glass/", glass.break_glass, name="glass"),
    path("glass/review/", glass.review_list, name="glass_review"),
    path("glass/<uuid:glass>/", glass.review, name="glass_one"),
    path("views/<slug:table>/save/", views.save, name="view_save"),
    path("views/<uuid:kept>/drop/", views.drop, name="view_drop"),
]
