from django.apps import AppConfig


class ProgrammeConfig(AppConfig):
    name = "pokpong.registers.programme"
    label = "programme"
