from django.apps import AppConfig


class OfficeConfig(AppConfig):
    name = "pokpong.doors.office"
    label = "office"
