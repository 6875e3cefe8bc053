"""Copy what each mail is about out of the columns of the mails, which outbox drops next."""

from django.db import migrations

COPY = """
    INSERT INTO enquiries_enquirymail (mail_id, enquiry_id, recipient_id, message_id)
    SELECT id, enquiry_id, recipient_id, of_message_id FROM outbox_outboxmail WHERE enquiry_id IS NOT NULL
"""
GIVE_BACK = (
    """
    UPDATE outbox_outboxmail SET
        enquiry_id = (SELECT enquiry_id FROM enquiries_enquirymail WHERE mail_id = outbox_outboxmail.id),
        recipient_id = (SELECT recipient_id FROM enquiries_enquirymail WHERE mail_id = outbox_outboxmail.id),
        of_message_id = (SELECT message_id FROM enquiries_enquirymail WHERE mail_id = outbox_outboxmail.id)
    """,
    "DELETE FROM enquiries_enquirymail",
)


class Migration(migrations.Migration):
    dependencies = [("enquiries", "0012_a_mail_of_an_enquiry")]
    operations = [migrations.RunSQL(COPY, GIVE_BACK)]
