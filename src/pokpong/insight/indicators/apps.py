from django.apps import AppConfig


class IndicatorsConfig(AppConfig):
    name = "pokpong.insight.indicators"
    label = "indicators"
