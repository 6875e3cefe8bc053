"""Send an enquiry without a form, for tests of what comes after."""

import uuid

from enquiries import services
from enquiries.place_choices import EnquiryPlace
from groups.models import LeaderGroup


def send(town, **changes):
    """Send an enquiry about a municipality to the groups that serve it; return the Enquiry."""
    said = {
        "sender_name": "Kunnan edustaja",
        "email": "edustaja@kunta.example",
        "text": f"Voisiko ryhmä auttaa? {uuid.uuid4()}",
        "language": "fi",
    }
    groups = tuple(LeaderGroup.objects.filter(areas__municipality=town).order_by("pk"))
    submission = services.Submission(place=EnquiryPlace(municipality=town), groups=groups, **said | changes)
    return services.send_enquiry(submission, uuid.uuid4())
