from django.apps import AppConfig


class VaultConfig(AppConfig):
    name = "pokpong.foundation.vault"
    label = "vault"
