"""What a member of staff works for: the rows that give all permissions. groups.permissions reads them."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from places.models import Region

from .group import LeaderGroup


class Role(models.TextChoices):
    """What a member of staff may do; docs/adr/0007 lists each permission."""

    EDITOR = "editor", _("editor of a group")
    REGION = "region_coordinator", _("coordinator of a region")
    NETWORK = "network_coordinator", _("coordinator of the network")


class Membership(models.Model):
    """That a user works for one group, one region or the whole network; somebody may have several."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="memberships", verbose_name=_("user")
    )
    role = models.CharField(_("role"), max_length=19, choices=Role.choices, default=Role.EDITOR)
    group = models.ForeignKey(
        LeaderGroup,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="memberships",
        verbose_name=_("Leader group"),
        help_text=_("Of an editor."),
    )
    region = models.ForeignKey(
        Region,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("region"),
        help_text=_("Of a coordinator of a region."),
    )

    class Meta:
        ordering = ["user__username", "pk"]
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        constraints = [
            models.CheckConstraint(
                name="membership_of_what_its_role_needs",
                condition=Q(role=Role.EDITOR, group__isnull=False, region=None)
                | Q(role=Role.REGION, group=None, region__isnull=False)
                | Q(role=Role.NETWORK, group=None, region=None),
                violation_error_message=_(
                    "An editor has a group, a coordinator of a region has a region, "
                    "a coordinator of the network has neither."
                ),
            ),
            models.UniqueConstraint(
                fields=["user", "group"], condition=Q(group__isnull=False), name="editor_once_a_group"
            ),
            models.UniqueConstraint(
                fields=["user", "region"], condition=Q(region__isnull=False), name="coordinator_once_a_region"
            ),
            models.UniqueConstraint(
                fields=["user"], condition=Q(group=None, region=None), name="network_coordinator_once"
            ),
        ]

    def __str__(self) -> str:
        works_for = self.group or self.region
        return f"{self.get_role_display()}: {works_for}" if works_for else self.get_role_display()
