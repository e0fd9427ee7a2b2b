"""Who: agencies, people, subscribers, accounts and their dated roles."""

from django.apps import AppConfig


class DirectoryConfig(AppConfig):
    name = "directory"
    verbose_name = "Danh bạ"
