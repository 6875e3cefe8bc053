from django.apps import AppConfig


class AdminBaseConfig(AppConfig):
    name = "adminbase"
