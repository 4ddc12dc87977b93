from django.urls import path

from pokpong.foundation.ui import views

app_name = "ui"
urlpatterns = [
    path("", views.design, name="design"),
    path("places/", views.design_places, name="design_places"),
    path("action/", views.design_action, name="design_action"),
    path("view/save/", views.save_view, name="save_view"),
    path("view/remove/<int:number>/", views.remove_view, name="remove_view"),
    path("errors/<int:status>/", views.error_sample, name="error_sample"),
    path("language/", views.choose_language, name="language"),
    path("theme/", views.choose_theme, name="theme"),
]
