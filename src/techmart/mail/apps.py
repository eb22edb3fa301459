from datetime import timedelta

from django.apps import AppConfig

from techmart.jobs import schedule


class MailConfig(AppConfig):
    name = "techmart.mail"
    label = "mail"

    def ready(self) -> None:
        # A round ends after a minute: see `mail.actions`.
        schedule.register("mail.send_due", every=timedelta(seconds=3), lease=timedelta(minutes=2))
