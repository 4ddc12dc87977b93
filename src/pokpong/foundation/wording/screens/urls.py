from django.urls import path

from pokpong.foundation.wording.screens import views

app_name = "wording"
urlpatterns = [
    path("", views.word_list, name="words"),
    path("stale/", views.stale_list, name="stale"),
    path("export/", views.export, name="export"),
    path("<str:word>/", views.word_page, name="word"),
    path("<str:word>/undo/", views.undo, name="undo"),
    path("<str:word>/undo/<uuid:correction>/", views.undo, name="undo_to"),
]
