from django.apps import AppConfig


class AgendaConfig(AppConfig):
    name = "pokpong.foundation.agenda"
    label = "agenda"
