from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "pokpong.foundation.audit"
    label = "audit"
