"""What shoppers of technology call things otherwise; the merchant adds to them, or takes them away."""

from django.db import migrations

COMMON = [
    "wifi, wireless",
    "hdd, hard drive",
    "ssd, solid state drive",
    "tv, television",
    "laptop, notebook",
    "cell phone, mobile phone, smartphone",
    "usb stick, flash drive, pen drive, thumb drive",
    "earphones, earbuds, in-ear headphones",
    "psu, power supply",
    "ups, uninterruptible power supply",
    "gpu, graphics card, video card",
    "ram, memory module",
]


def add(apps, schema_editor):
    synonyms = apps.get_model("catalogue", "Synonym")
    synonyms.objects.bulk_create([synonyms(phrases=phrases) for phrases in COMMON])


class Migration(migrations.Migration):
    dependencies = [("catalogue", "0007_max_per_order")]
    operations = [migrations.RunPython(add, migrations.RunPython.noop)]
