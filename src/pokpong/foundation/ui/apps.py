from django.apps import AppConfig

from pokpong.foundation.ui.language import register_lao


class UiConfig(AppConfig):
    name = "pokpong.foundation.ui"
    label = "ui"

    def ready(self) -> None:
        register_lao()
