"""What of mails is personal."""

from privacy.register import Purpose, describe

MAIL = Purpose("sender, group", "to deliver a mail and to show what was sent", "with its case")


def register() -> None:
    describe(
        "outbox.OutboxMail",
        {MAIL: "to reply_to subject body last_error"},
        not_personal="kind dedup_key language message_id state",
    )
