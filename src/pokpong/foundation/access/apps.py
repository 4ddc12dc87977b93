from django.apps import AppConfig


class AccessConfig(AppConfig):
    name = "pokpong.foundation.access"
    label = "access"
