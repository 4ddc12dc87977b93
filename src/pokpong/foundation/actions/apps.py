from django.apps import AppConfig


class ActionsConfig(AppConfig):
    name = "pokpong.foundation.actions"
    label = "actions"
