"""What protection keeps."""

from pokpong.areas.protection.models.concern import Concern

__all__ = ["Concern"]
