"""What the shop knows about who will buy again."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q, TextChoices

from techmart.prediction import from_dict


class ModelRole(TextChoices):
    """A champion says who buys within its horizon; the baseline is what it must beat.

    Lifetime says who is still a customer and when the next order comes, spend what an order is worth.
    """

    CHAMPION = "champion", "Champion"
    LIFETIME = "lifetime", "Lifetime"
    BASELINE = "baseline", "Baseline"
    SPEND = "spend", "Spend"


class ResultKind(TextChoices):
    """A backtest forecasts an earlier day anew; live is what was really said on that day."""

    BACKTEST = "backtest", "Backtest"
    LIVE = "live", "Live"


class CustomerSummary(models.Model):
    """A customer's purchases in numbers; written by `scoring.actions.refresh_summaries` alone.

    A purchase is a day with at least one order that counts. Days are the shop's own calendar days. A shift is there
    where a champion has learned from examples: see `scoring.scores`.
    """

    customer = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, primary_key=True, related_name="summary"
    )
    first_purchase_on = models.DateField()
    last_purchase_on = models.DateField()
    purchases = models.PositiveIntegerField()
    orders = models.PositiveIntegerField()
    spend = models.BigIntegerField(help_text="In minor units, refunds taken off.")
    first_day_spend = models.BigIntegerField()
    currency = models.CharField(max_length=3)
    shift_30 = models.FloatField(null=True, blank=True, help_text="Log odds from the lifetime model to the champion.")
    shift_60 = models.FloatField(null=True, blank=True)
    shift_90 = models.FloatField(null=True, blank=True)

    class Meta:
        verbose_name_plural = "customer summaries"
        constraints = [
            models.CheckConstraint(
                condition=Q(purchases__gte=1) & Q(last_purchase_on__gte=models.F("first_purchase_on")),
                name="scoring_summary_of_a_buyer",
            )
        ]

    def __str__(self) -> str:
        return f"summary of {self.customer_id}"


class FittedModel(models.Model):
    """Stored parameters of a fitted model: named numbers as JSON, never code."""

    name = models.CharField(max_length=40)
    role = models.CharField(max_length=10, choices=ModelRole.choices)
    horizon = models.PositiveSmallIntegerField(default=0, help_text="Days ahead; 0 for any.")
    is_current = models.BooleanField(default=True)
    parameters = models.JSONField()
    metrics = models.JSONField(default=dict, blank=True)
    customers = models.PositiveIntegerField()
    orders = models.PositiveIntegerField()
    observed_until = models.DateField()
    fitted_at = models.DateTimeField()

    class Meta:
        ordering = ["-fitted_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["role", "horizon"], condition=Q(is_current=True), name="scoring_one_current_per_role"
            )
        ]

    def __str__(self) -> str:
        return f"{self.name} of {self.observed_until}"

    @property
    def named_parameters(self) -> dict[str, float]:
        """What was learned, by the names that the papers use."""
        return from_dict(self.parameters.get("estimator", self.parameters)).parameters_


class WindowResult(models.Model):
    """How one model's forecasts of one window came true: the `horizon` days after `cutoff`."""

    kind = models.CharField(max_length=8, choices=ResultKind.choices)
    model = models.CharField(max_length=40)
    horizon = models.PositiveSmallIntegerField()
    cutoff = models.DateField()
    customers = models.PositiveIntegerField()
    buyers = models.PositiveIntegerField()
    expected = models.FloatField(help_text="Buyers that were expected.")
    figures = models.JSONField(help_text="Log loss, AUC and the like; the gain is over the baseline.")
    tenths = models.JSONField(help_text="Those given 0-10 %, 10-20 %, ...: how many, what they were given, who bought.")
    gains = models.JSONField(help_text="Buyers found among the likeliest twentieth, two twentieths, ...")
    judged_on = models.DateField()

    class Meta:
        ordering = ["horizon", "-cutoff", "model"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "horizon", "cutoff", "model"], name="scoring_one_result_per_window")
        ]

    def __str__(self) -> str:
        return f"{self.model}, {self.horizon} days from {self.cutoff}"


class ScoringRunQuerySet(models.QuerySet["ScoringRun"]):
    """The vocabulary of runs."""

    def finished(self) -> Self:
        """Runs whose scores are whole."""
        return self.exclude(finished_at=None)


class ScoringRun(models.Model):
    """One pass over all customers; the newest finished one is shown."""

    observed_until = models.DateField()
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)
    customers = models.PositiveIntegerField(default=0)
    champions = models.JSONField(default=dict, blank=True, help_text="Whose probabilities these are, by horizon.")

    objects = ScoringRunQuerySet.as_manager()

    class Meta:
        ordering = ["-started_at", "-pk"]

    def __str__(self) -> str:
        return f"run of {self.observed_until}"


class Score(models.Model):
    """One customer's row of a scoring run: what was said, when. What a page shows is computed anew when it is read."""

    run = models.ForeignKey(ScoringRun, on_delete=models.CASCADE, related_name="scores")
    customer = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="scores")
    scored_at = models.DateTimeField()
    probability_alive = models.FloatField()
    probability_30 = models.FloatField()
    probability_60 = models.FloatField()
    probability_90 = models.FloatField()
    expected_purchases_90 = models.FloatField()
    expected_value_90 = models.FloatField(help_text="In minor units.")
    weighted_rfm = models.FloatField()
    next_purchase_on = models.DateField(null=True, blank=True, help_text="Empty: more likely never.")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["run", "customer"], name="scoring_one_score_per_run")]

    def __str__(self) -> str:
        return f"score of {self.customer_id}"


class ScoringSettings(models.Model):
    """How the weighted RFM score is weighed: as learned from the shop's own orders, or as the merchant sets it."""

    learns_weights = models.BooleanField(default=True)
    recency_weight = models.FloatField(default=1 / 3)
    frequency_weight = models.FloatField(default=1 / 3)
    monetary_weight = models.FloatField(default=1 / 3)

    class Meta:
        verbose_name_plural = "scoring settings"
        constraints = [
            models.CheckConstraint(condition=Q(pk=1), name="scoring_one_settings_row"),
            models.CheckConstraint(
                condition=Q(recency_weight__gte=0) & Q(frequency_weight__gte=0) & Q(monetary_weight__gte=0),
                name="scoring_weights_not_negative",
            ),
        ]

    def __str__(self) -> str:
        return "scoring settings"

    @classmethod
    def current(cls) -> Self:
        """Return the one row, or its defaults."""
        return cls.objects.filter(pk=1).first() or cls(pk=1)

    @property
    def weights(self) -> tuple[float, float, float]:
        """The merchant's own weights; they sum to 1."""
        return self.recency_weight, self.frequency_weight, self.monetary_weight
