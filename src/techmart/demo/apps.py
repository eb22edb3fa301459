from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "techmart.demo"
    label = "demo"
