from django.apps import AppConfig


class ProtectionConfig(AppConfig):
    name = "pokpong.areas.protection"
    label = "protection"
