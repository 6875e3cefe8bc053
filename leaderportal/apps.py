from django.apps import AppConfig


class LeaderportalConfig(AppConfig):
    name = "leaderportal"
