from django.apps import AppConfig


class InstitutionsConfig(AppConfig):
    name = "pokpong.registers.institutions"
    label = "institutions"
