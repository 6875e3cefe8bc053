"""What of the rate limit is personal: the hash of a network address."""

from privacy.register import Purpose, describe
from privacy.retention import RetentionRule, add_rules

from . import limits


def register() -> None:
    describe(
        "ratelimit.Attempt",
        {Purpose("sender", "to limit how much one network address sends", "24 hours"): "address_hash"},
    )
    # Also here, for when nobody writes and no mail worker runs.
    add_rules(RetentionRule("counted attempts deleted", limits.purge))
