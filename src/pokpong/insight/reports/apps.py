from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "pokpong.insight.reports"
    label = "reports"
