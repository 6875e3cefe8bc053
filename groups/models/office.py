"""How to reach a group: its office and whom to call about what."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from places.models import Municipality, PostalCode

from .group import LeaderGroup
from .sourced import Sourced


class Office(Sourced):
    """Where a group's office is and how to reach it, as stated in public."""

    group = models.OneToOneField(LeaderGroup, models.CASCADE, related_name="office", verbose_name=_("Leader group"))
    street = models.CharField(_("street address"), max_length=150, blank=True)
    postal_code = models.CharField(_("postal code"), max_length=5, blank=True)
    town = models.CharField(_("postal place"), max_length=100, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    phone = models.CharField(_("phone"), max_length=30, blank=True)

    class Meta:
        verbose_name = _("office")
        verbose_name_plural = _("offices")

    def __str__(self) -> str:
        return ", ".join(filter(None, [self.street, self.town]))


class Contact(Sourced):
    """Whom to call about what. A role, not a person file: the name may stay empty."""

    group = models.ForeignKey(LeaderGroup, models.CASCADE, related_name="contacts", verbose_name=_("Leader group"))
    role = models.CharField(_("role"), max_length=100)
    person = models.CharField(_("name"), max_length=100, blank=True)
    topics = models.ManyToManyField("groups.Duty", blank=True, related_name="+", verbose_name=_("topics"))
    languages = models.CharField(_("languages"), max_length=20, default="fi", help_text="fi;sv;en")
    email = models.EmailField(_("e-mail"), blank=True)
    phone = models.CharField(_("phone"), max_length=30, blank=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("contact")
        verbose_name_plural = _("contacts")

    def __str__(self) -> str:
        return self.role


def swedish_town_names() -> dict[str, str]:
    """Return {Finnish name: Swedish name} of postal places and of municipalities, former ones too.

    A municipality's own name counts where both have it. Names alike in both languages are left out.
    """
    names = dict(PostalCode.objects.values_list("name_fi", "name_sv"))
    names |= dict(Municipality.objects.values_list("name_fi", "name_sv"))
    return {finnish: swedish for finnish, swedish in names.items() if swedish and swedish != finnish}
