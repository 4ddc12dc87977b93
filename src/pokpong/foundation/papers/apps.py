from django.apps import AppConfig


class PapersConfig(AppConfig):
    name = "pokpong.foundation.papers"
    label = "papers"
