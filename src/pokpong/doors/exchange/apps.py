from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    name = "pokpong.doors.exchange"
    label = "exchange"
