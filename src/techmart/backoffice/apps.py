from django.apps import AppConfig


class BackofficeConfig(AppConfig):
    name = "techmart.backoffice"
    label = "backoffice"

    def ready(self) -> None:
        # These import models, which exist only once every app is loaded.
        from allauth.account.decorators import secure_admin_login
        from django.contrib import admin

        # The stock admin has a login page of its own, without limits on guessing and without a second factor.
        admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]
