from django.urls import path

from pokpong.registers.places.screens import browsing, changes, proposals

app_name = "places"
urlpatterns = [
    path("", browsing.place_page, name="browse"),
    path("at/<path:path>", browsing.place_page, name="place"),
    path("search/", browsing.search, name="search"),
    path("find/", browsing.find_json, name="find"),
    path("find/<int:level>/", browsing.find_json, name="find_level"),
    path("find/<int:level>/in/<path:under>", browsing.find_json, name="find_in"),
    path("propose/", proposals.propose, name="propose"),
    path("waiting/", proposals.waiting_list, name="waiting"),
    path("waiting/<uuid:place>/", proposals.confirm, name="confirm"),
    path("add/", changes.add, name="add"),
    path("<uuid:place>/name/", changes.rename, name="rename"),
    path("<uuid:place>/merge/", changes.merge, name="merge"),
    path("<uuid:place>/code/", changes.recode, name="recode"),
]
