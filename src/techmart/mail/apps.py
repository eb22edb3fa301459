from datetime import datetime, timedelta

from django.apps import AppConfig

from techmart.jobs import schedule


class MailConfig(AppConfig):
    name = "techmart.mail"
    label = "mail"

    def ready(self) -> None:
        # A round ends after a minute: see `mail.actions`.
        schedule.register("mail.send_due", every=timedelta(seconds=3), run=send_due, lease=timedelta(minutes=2))


def send_due(now: datetime) -> None:
    from techmart.mail import actions  # models exist only once every app is loaded

    actions.send_due(now=now)
