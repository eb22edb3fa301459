"""How products are found: the search index and what filters compare, in plain tables, the same on every database."""

from django.db import models

# What stands for a product's tags among the keys of its specifications.
TAG = "tag"
LONGEST_FACT = 120


class Word(models.Model):
    """A word of the catalogue, as it is written there. The vocabulary: what prefixes and misspellings lead to."""

    text = models.CharField(max_length=40, unique=True)
    stem = models.CharField(max_length=40, db_index=True)
    products = models.PositiveIntegerField(default=0, help_text="How many products have its stem.")

    def __str__(self) -> str:
        return self.text


class WordPart(models.Model):
    """Three letters of a word: a misspelt word shares most of its parts with the right one."""

    word = models.ForeignKey(Word, on_delete=models.CASCADE, related_name="parts")
    letters = models.CharField(max_length=3)

    class Meta:
        indexes = [models.Index(fields=["letters", "word"], name="catalogue_part_letters")]

    def __str__(self) -> str:
        return self.letters


class Posting(models.Model):
    """A stem stands in a product: how much the product is about it, from 1 to 1000."""

    stem = models.CharField(max_length=40)
    product = models.ForeignKey("catalogue.Product", on_delete=models.CASCADE, related_name="postings")
    weight = models.PositiveSmallIntegerField()

    class Meta:
        indexes = [models.Index(fields=["stem", "product", "weight"], name="catalogue_posting_stem")]

    def __str__(self) -> str:
        return f"{self.stem}: {self.product_id}"


class Synonym(models.Model):
    """Phrases that mean the same; a search for one of them finds them all."""

    phrases = models.CharField(max_length=200, help_text="With commas between them: hard drive, hdd")

    class Meta:
        ordering = ["phrases"]

    def __str__(self) -> str:
        return self.phrases


class PopularSearch(models.Model):
    """What several people searched for, and nothing of who they were. `results` is what the last of them found."""

    text = models.CharField(max_length=80, unique=True)
    people = models.PositiveIntegerField()
    results = models.PositiveIntegerField()
    is_hidden = models.BooleanField("never suggested", default=False)

    class Meta:
        ordering = ["-people", "text"]

    def __str__(self) -> str:
        return self.text


class Fact(models.Model):
    """One tag or typed specification of a product, a row each, so that filters can count them."""

    product = models.ForeignKey("catalogue.Product", on_delete=models.CASCADE, related_name="facts")
    key = models.CharField(max_length=60, help_text="`tag`, or the key of a specification.")
    value = models.CharField(max_length=LONGEST_FACT)
    number = models.FloatField(null=True, help_text="The value of a number, for ranges.")

    def __str__(self) -> str:
        return f"{self.key}: {self.value}"


class Edition(models.Model):
    """Another word after every change of what listings narrow, count and sort by; one row.

    A word drawn at random and no number: after a rollback or from a backup, the same word is the same catalogue.
    """

    word = models.CharField(max_length=16)

    def __str__(self) -> str:
        return self.word


class OldSlug(models.Model):
    """An address that a product or category had before: links to it still lead there."""

    slug = models.SlugField(max_length=180, unique=True)
    product = models.ForeignKey("catalogue.Product", on_delete=models.CASCADE, null=True, related_name="old_slugs")
    category = models.ForeignKey("catalogue.Category", on_delete=models.CASCADE, null=True, related_name="old_slugs")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(product=None) ^ models.Q(category=None), name="catalogue_old_slug_of_one"
            )
        ]

    def __str__(self) -> str:
        return self.slug
