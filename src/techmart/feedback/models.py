"""What people write to the shop: one inbox, with the answers."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q, TextChoices
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from techmart.core.languages import current_language


class FeedbackKind(TextChoices):
    """From which page it came."""

    REVIEW = "review", _("Review")
    QUESTION = "question", _("Question")
    CONTACT = "contact", _("Contact")
    FEEDBACK = "feedback", _("Feedback")


class FeedbackStatus(TextChoices):
    """What has been done about it."""

    NEW = "new", _("New")
    PUBLISHED = "published", _("Shown")
    ANSWERED = "answered", _("Answered")
    CLOSED = "closed", _("Closed")


# What is shown on a product's page once staff have read it.
PUBLIC_KINDS = (FeedbackKind.REVIEW, FeedbackKind.QUESTION)


class FeedbackQuerySet(models.QuerySet["Feedback"]):
    """The vocabulary of the inbox."""

    def unanswered(self) -> Self:
        """What still waits."""
        return self.filter(status=FeedbackStatus.NEW)

    def shown(self) -> Self:
        """What stands on product pages."""
        return self.filter(published_at__isnull=False)

    def reviews(self) -> Self:
        """Stars for a product, mostly with words."""
        return self.filter(kind=FeedbackKind.REVIEW)

    def questions(self) -> Self:
        """What people ask about a product."""
        return self.filter(kind=FeedbackKind.QUESTION)


class Feedback(models.Model):
    """One message to the shop; those about a product are shown on its page from `published_at` on."""

    kind = models.CharField(max_length=10, choices=FeedbackKind.choices)
    status = models.CharField(max_length=10, choices=FeedbackStatus.choices, default=FeedbackStatus.NEW)
    name = models.CharField(max_length=120, blank=True)
    email = models.EmailField(blank=True)
    customer = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="feedback"
    )
    product = models.ForeignKey(
        "catalogue.Product", on_delete=models.CASCADE, null=True, blank=True, related_name="feedback"
    )
    rating = models.PositiveSmallIntegerField(null=True, blank=True)
    is_verified = models.BooleanField(default=False, help_text="The writer had bought the product here.")
    order_number = models.CharField(max_length=32, blank=True)
    title = models.CharField(max_length=120, blank=True)
    text = models.TextField(max_length=4000, blank=True)
    language = models.CharField(max_length=10, default=current_language, help_text="What its writer reads.")
    created_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True, blank=True)

    objects = FeedbackQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name_plural = "feedback"
        indexes = [
            models.Index(fields=["status", "-created_at"], name="feedback_inbox"),
            models.Index(
                fields=["product", "kind", "-published_at"],
                condition=Q(published_at__isnull=False),
                name="feedback_on_product_pages",
            ),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(rating=None) | Q(rating__range=(1, 5)), name="feedback_rating_1_to_5"),
            models.CheckConstraint(
                condition=~Q(kind=FeedbackKind.REVIEW) | Q(rating__isnull=False, product__isnull=False),
                name="feedback_review_rates_a_product",
            ),
            models.UniqueConstraint(
                fields=["customer", "product"], condition=Q(kind=FeedbackKind.REVIEW), name="feedback_one_review_each"
            ),
        ]

    def __str__(self) -> str:
        return (self.title or self.text)[:60]

    @property
    def is_public(self) -> bool:
        """Whether it is meant for a product's page."""
        return self.kind in PUBLIC_KINDS

    @property
    def signature(self) -> str:
        """The name that strangers see: given name and initial, or what somebody without a name is called.

        >>> Feedback(name="Ada Maria Winter").signature, Feedback(name="Ben").signature, Feedback().signature
        ('Ada W.', 'Ben', 'A customer')
        """
        first, *others = self.name.split() or [gettext("A customer")]
        return f"{first} {others[-1][0]}." if others else first


class Reply(models.Model):
    """A further message about the first one: the shop's, or its writer's."""

    feedback = models.ForeignKey(Feedback, on_delete=models.CASCADE, related_name="replies")
    text = models.TextField(max_length=8000)
    is_from_shop = models.BooleanField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "pk"]
        verbose_name_plural = "replies"

    def __str__(self) -> str:
        return self.text[:60]


class ReviewRequest(models.Model):
    """An order whose buyer was asked for reviews, or was to be left in peace: nobody asks a second time."""

    order = models.OneToOneField("orders.Order", on_delete=models.CASCADE, related_name="review_request")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.order_id}"
