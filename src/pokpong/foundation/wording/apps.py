from django.apps import AppConfig


class WordingConfig(AppConfig):
    name = "pokpong.foundation.wording"
    label = "wording"
