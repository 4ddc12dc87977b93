from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "pokpong.registers.people"
    label = "people"
