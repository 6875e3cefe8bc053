"""What staff does on the page of a case: a form for each deed, which checks what was sent and then does it."""

from django import forms
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from enquiries import workflow
from enquiries.models import Message
from enquiries.states import CaseState, Outcome
from enquiries.tokens import new_form_token, read_form_token, why_refused
from groups import permissions
from groups.models import LeaderGroup
from text.form_fields import TextField

ANSWER_LENGTH = 10_000  # characters


class Person(forms.ModelChoiceField):
    """A member of staff, by name."""

    def label_from_instance(self, user):
        return user.get_full_name() or user.get_username()


class Deed(forms.Form):
    """A form that belongs to a case. `do` raises IllegalMove when the case has moved on meanwhile."""

    # A coordinator of a region helps, but does not speak for a group.
    speaks = True
    done = _("Done.")

    def __init__(self, case, user, data=None, **kwargs):
        super().__init__(data, auto_id=f"{type(self).__name__.lower()}-%s", **kwargs)
        self.case, self.user = case, user
        self.prepare()

    def prepare(self):
        """Fill in what depends on the case."""

    def do(self):
        raise NotImplementedError


class See(Deed):
    done = _("Marked as read.")

    def do(self):
        workflow.see(self.case, self.user)


class Written(Deed):
    """A text whose token makes every sending of one form the same."""

    token = forms.CharField(required=False, widget=forms.HiddenInput)

    def prepare(self):
        self.initial.setdefault("token", new_form_token())
        self.fields["text"].widget.attrs["rows"] = 8

    def clean(self):
        cleaned = super().clean()
        token = read_form_token(self.data.get("token", ""))
        if token is None:
            self.data = self.data.copy()
            self.data["token"] = new_form_token()
            raise forms.ValidationError(why_refused(token))
        # With the case: a token is good for one case only.
        cleaned["origin"] = f"desk:{self.case.pk}:{token.key.hex}"
        return cleaned


class Answer(Written):
    """The answer to the sender. `last_seen` is the newest answer that was on the page when it was written."""

    text = TextField(
        label=_("Your answer"),
        max_length=ANSWER_LENGTH,
        error_messages={"required": _("Write an answer, or choose a template.")},
    )
    last_seen = forms.IntegerField(required=False, widget=forms.HiddenInput)
    done = _("The answer is on its way to the sender.")

    def prepare(self):
        super().prepare()
        if not self.is_bound:
            answers = self.case.enquiry.messages.filter(author=Message.Author.GROUP)
            self.initial["last_seen"] = answers.aggregate(newest=Max("pk"))["newest"] or 0

    def do(self):
        workflow.answer(
            self.case,
            self.cleaned_data["text"],
            who=self.user,
            last_seen=self.cleaned_data["last_seen"] or 0,
            origin=self.cleaned_data["origin"],
        )

    def again(self, text):
        """Return the form anew with a draft in it, having seen all that has been said by now."""
        return Answer(self.case, self.user, initial={"text": text})


class Note(Written):
    text = TextField(
        label=_("Internal note"), max_length=ANSWER_LENGTH, error_messages={"required": _("Write the note first.")}
    )
    speaks = False
    done = _("The note is saved. The sender does not see it.")

    def prepare(self):
        super().prepare()
        self.fields["text"].widget.attrs["rows"] = 3

    def do(self):
        workflow.note(self.case, self.cleaned_data["text"], self.user, origin=self.cleaned_data["origin"])


class Assign(Deed):
    assignee = Person(None, label=_("Assigned to"), required=False, empty_label=_("nobody"))
    speaks = False
    done = _("The case is assigned.")

    def prepare(self):
        self.fields["assignee"].queryset = permissions.staff_of(self.case.group)
        self.initial["assignee"] = self.case.assignee_id

    def do(self):
        workflow.assign(self.case, self.cleaned_data["assignee"], self.user)


class Take(Deed):
    done = _("The case is yours.")

    def do(self):
        workflow.take(self.case, self.user)


class Lead(Deed):
    done = _("Your group takes the lead; the others see that.")

    def do(self):
        workflow.take_lead(self.case, self.user)


class BringIn(Deed):
    group = forms.ModelChoiceField(None, label=_("Another Leader group"), empty_label=_("Choose a group"))
    speaks = False
    hands_over = False
    done = _("The group has been asked to join.")

    def prepare(self):
        # Groups that have the case already are no choice: they are named on the page.
        others = LeaderGroup.objects.current().exclude(
            pk__in=self.case.enquiry.recipients.values("group").exclude(group=None)
        )
        self.fields["group"].queryset = others

    def do(self):
        workflow.bring_in(self.case, self.cleaned_data["group"], self.user, hands_over=self.hands_over)


class HandOver(BringIn):
    speaks = True
    hands_over = True
    done = _("The case has been handed over.")


class Close(Deed):
    outcome = forms.ChoiceField(label=_("What came of it"), choices=[("", _("Choose")), *Outcome.choices])
    done = _("The case is closed. It opens again when anybody writes.")

    def do(self):
        workflow.close(self.case, self.cleaned_data["outcome"], self.user)


DEEDS = {
    "see": See,
    "answer": Answer,
    "note": Note,
    "assign": Assign,
    "take": Take,
    "lead": Lead,
    "bring_in": BringIn,
    "hand_over": HandOver,
    "close": Close,
}


def possible(case, user, sent):
    """Return {name: form} of the deeds that a user may do on a case as it stands.

    sent: {name: form} of what is to be shown as it was sent, also where it is not possible any more; {} for none.
    """
    if case.state in (CaseState.HELD, CaseState.ERASED):
        return sent
    speaks = permissions.can_act_for(user, case.group_id)
    names = [name for name, deed in DEEDS.items() if speaks or not deed.speaks]
    if case.state == CaseState.CLOSED:
        names = [name for name in names if name not in ("see", "close", "take", "hand_over")]
    if case.seen_at:
        names = [name for name in names if name != "see"]
    if case.assignee_id == user.pk:
        names = [name for name in names if name != "take"]
    if case.is_lead or case.enquiry.recipients.count() < 2:
        names = [name for name in names if name != "lead"]
    return {name: DEEDS[name](case, user) for name in names if name not in sent} | sent
