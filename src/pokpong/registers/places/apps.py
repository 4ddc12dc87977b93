from django.apps import AppConfig


class PlacesConfig(AppConfig):
    name = "pokpong.registers.places"
    label = "places"
