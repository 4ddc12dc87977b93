from django.apps import AppConfig


class CapacityConfig(AppConfig):
    name = "pokpong.areas.capacity"
    label = "capacity"
