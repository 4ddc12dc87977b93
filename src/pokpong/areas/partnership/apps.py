from django.apps import AppConfig


class PartnershipConfig(AppConfig):
    name = "pokpong.areas.partnership"
    label = "partnership"
