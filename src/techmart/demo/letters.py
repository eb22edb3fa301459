"""What people wrote to the demo shop."""

from datetime import datetime, timedelta

from techmart.feedback.models import Feedback, FeedbackKind, FeedbackStatus, Reply

# Hours ago, kind, name, address, stars, text, the shop's reply.
LETTERS = (
    (3, "contact", "Noor Haddad", "noor@example.org", None,
     "Do the ear pads of the first Halo fit the Halo 2? Mine are worn through after four years.", ""),
    (9, "feedback", "Tomás García", "tomas@example.net", 5,
     "Ordered on Monday, here on Wednesday, and the box was the right size for once.", ""),
    (26, "contact", "Freya Andersen", "freya@example.com", None,
     "I would like to change the address of my last order. The parcel has not left yet, I think.", ""),
    (50, "feedback", "Malik Diallo", "malik@example.org", 3,
     "The search found no adapter until I wrote USB C with a dash.", ""),
    (75, "contact", "Hanna Novak", "hanna@example.net", None,
     "Can the grinder be set fine enough for espresso?",
     "Yes: steps 1 to 6 are for espresso. Start at 4 and go finer from there."),
    (170, "feedback", "Kaito Tanaka", "", 4,
     "Good that the spare parts are listed with each product. More pictures of the inside, please.",
     "Thank you. The detail pictures are a start; more follow with the spring catalogue."),
)  # fmt: skip


def write_letters(*, now: datetime) -> None:
    """Put them into the inbox; some are answered."""
    letters = Feedback.objects.bulk_create(
        Feedback(
            kind=FeedbackKind(kind),
            status=FeedbackStatus.ANSWERED if reply else FeedbackStatus.NEW,
            name=name,
            email=email,
            rating=stars,
            text=text,
            created_at=now - timedelta(hours=hours),
        )
        for hours, kind, name, email, stars, text, reply in LETTERS
    )
    Reply.objects.bulk_create(
        Reply(feedback=letter, text=reply, is_from_shop=True, at=letter.created_at + timedelta(hours=5))
        for letter, (*_, reply) in zip(letters, LETTERS, strict=True)
        if reply
    )
