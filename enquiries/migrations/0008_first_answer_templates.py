from django.db import migrations

# Where staff starts from; it edits or deletes them as it likes.
TEMPLATES = [
    (
        "fi",
        "Otamme yhteyttä",
        "Hei {sender}!\n\nKiitos viestistänne. Palaamme asiaan viikon kuluessa ja ehdotamme aikaa, jolloin voimme jutella"
        " lisää.\n\nTerveisin\n{group}",
    ),
    (
        "fi",
        "Tarvitsemme lisätietoja",
        "Hei {sender}!\n\nKiitos viestistänne. Kertoisitteko vielä\n- mitä toivotte saavanne aikaan\n- milloin se olisi"
        " ajankohtaista\n- keitä on mukana\n\nTerveisin\n{group}",
    ),
    (
        "sv",
        "Vi hör av oss",
        "Hej {sender}!\n\nTack för ert meddelande. Vi återkommer inom en vecka och föreslår en tid då vi kan prata"
        " mer.\n\nVänliga hälsningar\n{group}",
    ),
    (
        "sv",
        "Vi behöver veta mer",
        "Hej {sender}!\n\nTack för ert meddelande. Berätta gärna lite mer för oss:\n- vad ni vill åstadkomma\n- när det"
        " vore aktuellt\n- vilka som är med\n\nVänliga hälsningar\n{group}",
    ),
    (
        "en",
        "We will be in touch",
        "Hello {sender},\n\nThank you for your message. We will come back to you within a week and suggest a time to talk"
        " further.\n\nKind regards\n{group}",
    ),
    (
        "en",
        "We need to know more",
        "Hello {sender},\n\nThank you for your message. Could you tell us a little more:\n- what you would like to"
        " achieve\n- when it would take place\n- who is involved\n\nKind regards\n{group}",
    ),
]


def add(apps, schema_editor):
    model = apps.get_model("enquiries", "AnswerTemplate")
    model.objects.bulk_create(model(language=language, name=name, text=text) for language, name, text in TEMPLATES)


def remove(apps, schema_editor):
    model = apps.get_model("enquiries", "AnswerTemplate")
    for language, name, text in TEMPLATES:
        model.objects.filter(group=None, language=language, name=name, text=text).delete()


class Migration(migrations.Migration):
    dependencies = [("enquiries", "0007_answer_templates")]

    operations = [migrations.RunPython(add, remove)]
