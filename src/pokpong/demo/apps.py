from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "pokpong.demo"
    label = "demo"
