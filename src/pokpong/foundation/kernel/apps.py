from django.apps import AppConfig


class KernelConfig(AppConfig):
    name = "pokpong.foundation.kernel"
    label = "kernel"
