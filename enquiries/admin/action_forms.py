"""What staff does on the page of a case: a form for each action, which checks what was sent and then performs it."""

from typing import Any, ClassVar, Self

from django import forms
from django.contrib.auth.models import User
from django.db.models import Max
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from enquiries import workflow
from enquiries.models import EnquiryRecipient, Message
from enquiries.states import CaseState, Outcome
from enquiries.tokens import new_form_token, read_form_token, refusal_message
from groups import permissions
from groups.models import LeaderGroup
from text.forms import TextField

MAX_ANSWER_LENGTH = 10_000  # characters


class StaffChoiceField(forms.ModelChoiceField):
    """A member of staff, by name."""

    def label_from_instance(self, user: User) -> str:
        return user.get_full_name() or user.get_username()


class CaseActionForm(forms.Form):
    """A form that belongs to a case. `perform` raises IllegalMove when the state does not allow it any more."""

    action: ClassVar[str]  # what a button of the page posts
    # Only who can act for the group: a coordinator of a region helps, but does not speak for a group.
    acts_for_group: ClassVar[bool] = True
    success_message: ClassVar[str | Promise] = _("Done.")

    def __init__(
        self,
        case: EnquiryRecipient,
        user: User,
        data: QueryDict | None = None,
        initial: dict[str, Any] | None = None,
    ) -> None:
        super().__init__(data, auto_id=f"{self.action}-%s", initial=initial)
        self.case, self.user = case, user
        self.prepare()

    def prepare(self) -> None:
        """Fill in what depends on the case."""

    def perform(self) -> None:
        raise NotImplementedError


class MarkSeenForm(CaseActionForm):
    action = "mark_seen"
    success_message = _("Marked as read.")

    def perform(self) -> None:
        workflow.mark_seen(self.case, self.user)


class TextActionForm(CaseActionForm):
    """A text whose token makes every sending of one form the same."""

    token = forms.CharField(required=False, widget=forms.HiddenInput)

    def prepare(self) -> None:
        self.initial.setdefault("token", new_form_token())
        self.fields["text"].widget.attrs["rows"] = 8

    def clean(self) -> dict[str, Any]:
        token = read_form_token(self.data.get("token", ""))
        if token is None:
            self.data = self.data.copy()
            self.data["token"] = new_form_token()
            raise forms.ValidationError(refusal_message(token))
        # With the case: a token is good for one case only.
        self.cleaned_data["origin"] = f"desk:{self.case.pk}:{token.key.hex}"
        return self.cleaned_data


class AnswerForm(TextActionForm):
    """The answer to the sender. `last_seen` is the newest answer that was on the page when it was written."""

    text = TextField(
        label=_("Your answer"),
        max_length=MAX_ANSWER_LENGTH,
        error_messages={"required": _("Write an answer, or choose a template.")},
    )
    last_seen = forms.IntegerField(required=False, widget=forms.HiddenInput)
    action = "answer"
    success_message = _("The answer is on its way to the sender.")
    newer_answers: tuple[Message, ...] = ()  # what the group has answered while this one was written

    def prepare(self) -> None:
        super().prepare()
        if not self.is_bound:
            answers = self.case.enquiry.messages.filter(author=Message.Author.GROUP)
            self.initial["last_seen"] = answers.aggregate(newest=Max("pk"))["newest"] or 0

    def perform(self) -> None:
        workflow.answer(
            self.case,
            self.cleaned_data["text"],
            who=self.user,
            last_seen=self.cleaned_data["last_seen"] or 0,
            origin=self.cleaned_data["origin"],
        )

    def with_draft(self, text: str, newer_answers: tuple[Message, ...] = ()) -> Self:
        """Return a fresh form with a draft in it, to be sent after a look at the newer answers."""
        form = type(self)(self.case, self.user, initial={"text": text})
        form.newer_answers = newer_answers
        return form


class NoteForm(TextActionForm):
    text = TextField(
        label=_("Internal note"),
        max_length=MAX_ANSWER_LENGTH,
        error_messages={"required": _("Write the note first.")},
    )
    action = "note"
    acts_for_group = False
    success_message = _("The note is saved. The sender does not see it.")

    def prepare(self) -> None:
        super().prepare()
        self.fields["text"].widget.attrs["rows"] = 3

    def perform(self) -> None:
        workflow.add_note(self.case, self.cleaned_data["text"], self.user, origin=self.cleaned_data["origin"])


class AssignForm(CaseActionForm):
    assignee = StaffChoiceField(None, label=_("Assigned to"), required=False, empty_label=_("nobody"))
    action = "assign"
    acts_for_group = False
    success_message = _("The case is assigned.")

    def prepare(self) -> None:
        self.fields["assignee"].queryset = permissions.staff_of(self.case.group)
        self.initial["assignee"] = self.case.assignee_id

    def perform(self) -> None:
        workflow.assign(self.case, self.cleaned_data["assignee"], self.user)


class ClaimForm(CaseActionForm):
    action = "claim"
    success_message = _("The case is yours.")

    def perform(self) -> None:
        workflow.claim(self.case, self.user)


class TakeLeadForm(CaseActionForm):
    action = "take_lead"
    success_message = _("Your group takes the lead; the others see that.")

    def perform(self) -> None:
        workflow.take_lead(self.case, self.user)


class AddGroupForm(CaseActionForm):
    group = forms.ModelChoiceField(None, label=_("Another Leader group"), empty_label=_("Choose a group"))
    action = "add_group"
    acts_for_group = False
    hands_over: ClassVar[bool] = False
    success_message = _("The group has been asked to join.")

    def prepare(self) -> None:
        # Groups that have the case already are no choice: they are named on the page.
        with_case = self.case.enquiry.recipients.values("group").exclude(group=None)
        self.fields["group"].queryset = LeaderGroup.objects.current().exclude(pk__in=with_case)

    def perform(self) -> None:
        workflow.add_group(self.case, self.cleaned_data["group"], self.user, hands_over=self.hands_over)


class HandOverForm(AddGroupForm):
    action = "hand_over"
    acts_for_group = True
    hands_over = True
    success_message = _("The case has been handed over.")


class CloseCaseForm(CaseActionForm):
    outcome = forms.ChoiceField(label=_("Outcome"), choices=[("", _("Choose")), *Outcome.choices])
    action = "close"
    success_message = _("The case is closed. It opens again when anybody writes.")

    def perform(self) -> None:
        workflow.close(self.case, self.cleaned_data["outcome"], self.user)


ACTION_FORMS: dict[str, type[CaseActionForm]] = {
    form.action: form
    for form in (
        MarkSeenForm,
        AnswerForm,
        NoteForm,
        AssignForm,
        ClaimForm,
        TakeLeadForm,
        AddGroupForm,
        HandOverForm,
        CloseCaseForm,
    )
}


def available_forms(case: EnquiryRecipient, user: User, posted: dict[str, CaseActionForm]) -> dict[str, CaseActionForm]:
    """Return {action: form} of what a user may do on a case in its present state.

    posted: {action: form} to be shown as it was posted, also where the action is not possible any more.
    """
    if case.state in (CaseState.HELD, CaseState.ERASED):
        return posted
    can_act = permissions.can_act_for(user, case.group_id)
    actions = {action for action, form in ACTION_FORMS.items() if can_act or not form.acts_for_group}
    if case.state == CaseState.CLOSED:
        actions -= {MarkSeenForm.action, CloseCaseForm.action, ClaimForm.action, HandOverForm.action}
    if case.seen_at:
        actions.discard(MarkSeenForm.action)
    if case.assignee_id == user.pk:
        actions.discard(ClaimForm.action)
    if case.is_lead or case.enquiry.recipients.count() < 2:
        actions.discard(TakeLeadForm.action)
    fresh = {action: form(case, user) for action, form in ACTION_FORMS.items() if action in actions - set(posted)}
    return fresh | posted
